// livenode in SuperCollider. Written by `livenode surfaces`; opened and run in sclang by livenode's tests.
// Put this file into Platform.userExtensionDir and recompile the class library.
//   n = Livenode.new; n.connect;            // hello and subscribe: what is told comes to sclang's own port
//   n.tempo(100); n.transportPlay; n.partLevel(2, 0.5); n.partPrompt(\all, "slap bass, funk");
//   n.on("part/2/state", { |state, next, bar| state.postln });  n.values["tempo"].postln;  n.tempo;  // asks
// Without an argument a value is asked; what comes back is in `values`. Actions take a `when` last: "bar".

Livenode {
	var <address, <prefix, <values, <errors, <heard, hearers, receiver;

	*new { |host = "127.0.0.1", port = 7400, prefix = "/livenode"|
		^super.new.prInit(host, port, prefix)
	}

	prInit { |host, port, aPrefix|
		address = NetAddr(host, port);
		prefix = aPrefix;
		values = Dictionary.new;
		hearers = Dictionary.new;
		errors = List.new;
		receiver = { |message, time, from| this.prHear(message) };
		thisProcess.addOSCRecvFunc(receiver);
	}

	// Say where this sclang hears, and subscribe.
	connect { |groups = "all"|
		this.send("hello", [NetAddr.langPort]);
		this.send("subscribe", [NetAddr.langPort, groups]);
	}

	free { thisProcess.removeOSCRecvFunc(receiver) }

	// Whether a heartbeat came in the last three seconds.
	isAlive { ^heard.notNil and: { (thisThread.seconds - heard) < 3 } }

	// Call a function with the arguments of each message of a path, such as "part/2/state"; nil ends it.
	on { |path, action| hearers[path.asString] = action }

	// Send any message, without prefix.
	send { |path, arguments| address.sendMsg(prefix ++ "/" ++ path, *arguments) }

	prHear { |message|
		var path = message[0].asString, arguments = message[1..];
		if(path.beginsWith(prefix ++ "/")) {
			path = path.drop(prefix.size + 1);
			if(path == "heartbeat") { heard = thisThread.seconds };
			if(path == "error") { errors.add(arguments); ("livenode: " ++ arguments[2]).warn };
			values[path] = if(arguments.size == 1) { arguments[0] } { arguments };
			hearers[path].value(*arguments);
		}
	}

	// Send what was given, as the types that the row has.
	prRow { |path, tags, arguments|
		var given = arguments.select(_.notNil);
		this.send(path, given.collect { |value, index|
			switch(tags[index],
				$i, { value.asInteger },
				$f, { value.asFloat },
				$s, { value.asString },
				{ value }
			)
		});
	}

	ping { |... rest| this.prRow("ping", "", [] ++ rest) }
	version { this.prRow("version", "", []) }
	unsubscribe { |port| this.prRow("unsubscribe", "i", [port]) }
	refresh { this.prRow("refresh", "", []) }
	at { |when, address ... rest| this.prRow("at", "ss", [when, address] ++ rest) }
	cancel { this.prRow("cancel", "", []) }
	heartbeat { this.prRow("heartbeat", "", []) }
	status { this.prRow("status", "", []) }
	counters { this.prRow("counters", "", []) }
	transportPlay { |when| this.prRow("transport/play", "s", [when]) }
	transportStop { |when| this.prRow("transport/stop", "s", [when]) }
	transportState { this.prRow("transport/state", "", []) }
	tempo { |bpm| this.prRow("tempo", "f", [bpm]) }
	tempoTap { this.prRow("tempo/tap", "", []) }
	tempoNudge { |percent| this.prRow("tempo/nudge", "f", [percent]) }
	tempoDouble { this.prRow("tempo/double", "", []) }
	tempoHalve { this.prRow("tempo/halve", "", []) }
	time { |time| this.prRow("time", "s", [time]) }
	meter { |beats, unit| this.prRow("meter", "ii", [beats, unit]) }
	countIn { |bars| this.prRow("count_in", "i", [bars]) }
	metronome { |on| this.prRow("metronome", "i", [on]) }
	metronomeLevel { |gain| this.prRow("metronome/level", "f", [gain]) }
	bar1 { |when| this.prRow("bar1", "s", [when]) }
	beat { this.prRow("beat", "", []) }
	quantize { |when| this.prRow("quantize", "s", [when]) }
	syncSource { |source| this.prRow("sync/source", "s", [source]) }
	syncStatus { this.prRow("sync/status", "", []) }
	syncConfidence { this.prRow("sync/confidence", "", []) }
	syncFreeze { |on| this.prRow("sync/freeze", "i", [on]) }
	syncOffsetMs { |offset_ms| this.prRow("sync/offset_ms", "f", [offset_ms]) }
	presetLoad { |name, when| this.prRow("preset/load", "ss", [name, when]) }
	presetSave { |name| this.prRow("preset/save", "s", [name]) }
	presetList { this.prRow("preset/list", "", []) }
	engineLoad { |name, when| this.prRow("engine/load", "ss", [name, when]) }
	engineList { this.prRow("engine/list", "", []) }
	engine { this.prRow("engine", "", []) }
	mode { |mode| this.prRow("mode", "s", [mode]) }
	bars { |bars| this.prRow("bars", "i", [bars]) }
	loopBars { |bars| this.prRow("loop/bars", "i", [bars]) }
	loopPress { |when| this.prRow("loop/press", "s", [when]) }
	loopUndo { this.prRow("loop/undo", "", []) }
	loopClear { this.prRow("loop/clear", "", []) }
	loopLevel { |gain| this.prRow("loop/level", "f", [gain]) }
	loopState { this.prRow("loop/state", "", []) }
	steps { |steps| this.prRow("steps", "i", [steps]) }
	monitor { |gain| this.prRow("monitor", "f", [gain]) }
	inGainDb { |gain_db| this.prRow("in/gain_db", "f", [gain_db]) }
	inChannels { |channels| this.prRow("in/channels", "s", [channels]) }
	bleed { |on| this.prRow("bleed", "i", [on]) }
	fallback { |fallback| this.prRow("fallback", "s", [fallback]) }
	follow { |amount| this.prRow("follow", "f", [amount]) }
	takes { |takes| this.prRow("takes", "i", [takes]) }
	level { |gain| this.prRow("level", "f", [gain]) }
	limiter { |on| this.prRow("limiter", "i", [on]) }
	panic { this.prRow("panic", "", []) }
	record { |on| this.prRow("record", "i", [on]) }
	recordState { this.prRow("record/state", "", []) }
	inLevel { this.prRow("in/level", "", []) }
	outLevel { this.prRow("out/level", "", []) }
	partName { |part, name| this.prRow("part/%/name".format(part), "s", [name]) }
	partPrompt { |part, text| this.prRow("part/%/prompt".format(part), "s", [text]) }
	partPrompt2 { |part, text| this.prRow("part/%/prompt/2".format(part), "s", [text]) }
	partMorph { |part, amount| this.prRow("part/%/morph".format(part), "f", [amount]) }
	partMorphBars { |part, bars| this.prRow("part/%/morph/bars".format(part), "i", [bars]) }
	partAudio { |part, name| this.prRow("part/%/audio".format(part), "s", [name]) }
	partAudioMix { |part, amount| this.prRow("part/%/audio/mix".format(part), "f", [amount]) }
	partGuidanceContext { |part, strength| this.prRow("part/%/guidance/context".format(part), "f", [strength]) }
	partGuidancePrompt { |part, strength| this.prRow("part/%/guidance/prompt".format(part), "f", [strength]) }
	partDensity { |part, amount| this.prRow("part/%/density".format(part), "f", [amount]) }
	partEnergy { |part, amount| this.prRow("part/%/energy".format(part), "f", [amount]) }
	partRegister { |part, amount| this.prRow("part/%/register".format(part), "f", [amount]) }
	partSeed { |part, seed| this.prRow("part/%/seed".format(part), "i", [seed]) }
	partGenerate { |part, when| this.prRow("part/%/generate".format(part), "s", [when]) }
	partAuto { |part, on| this.prRow("part/%/auto".format(part), "i", [on]) }
	partReplan { |part, bars| this.prRow("part/%/replan".format(part), "i", [bars]) }
	partVary { |part, amount, when| this.prRow("part/%/vary".format(part), "fs", [amount, when]) }
	partInpaint { |part, first_bar, bars, when| this.prRow("part/%/inpaint".format(part), "iis", [first_bar, bars, when]) }
	partHold { |part, on| this.prRow("part/%/hold".format(part), "i", [on]) }
	partTakeNext { |part, when| this.prRow("part/%/take/next".format(part), "s", [when]) }
	partTakeBack { |part, when| this.prRow("part/%/take/back".format(part), "s", [when]) }
	partTakeKeep { |part| this.prRow("part/%/take/keep".format(part), "", []) }
	partTake { |part| this.prRow("part/%/take".format(part), "", []) }
	partLevel { |part, gain| this.prRow("part/%/level".format(part), "f", [gain]) }
	partPan { |part, pan| this.prRow("part/%/pan".format(part), "f", [pan]) }
	partWidth { |part, width| this.prRow("part/%/width".format(part), "f", [width]) }
	partMute { |part, on| this.prRow("part/%/mute".format(part), "i", [on]) }
	partSolo { |part, on| this.prRow("part/%/solo".format(part), "i", [on]) }
	partState { |part| this.prRow("part/%/state".format(part), "", []) }
	midiLearn { |address ... rest| this.prRow("midi/learn", "s", [address] ++ rest) }
	midiLearnAs { |manner, address ... rest| this.prRow("midi/learn/as", "ss", [manner, address] ++ rest) }
	midiForget { |address| this.prRow("midi/forget", "s", [address]) }
	midiPickup { |on| this.prRow("midi/pickup", "i", [on]) }
	midiClock { |on| this.prRow("midi/clock", "i", [on]) }
	hours { |hours| this.prRow("hours", "s", [hours]) }
	hoursState { this.prRow("hours/state", "", []) }
	attractAfter { |minutes| this.prRow("attract/after", "f", [minutes]) }
	attractPreset { |name| this.prRow("attract/preset", "s", [name]) }
	attractThreshold { |dbfs| this.prRow("attract/threshold", "f", [dbfs]) }
	attractState { this.prRow("attract/state", "", []) }
	silence { this.prRow("silence", "", []) }
}
