// livenode in SuperCollider. Written by `livenode surfaces`; opened and run in sclang by livenode's tests.
// Put this file into Platform.userExtensionDir and recompile the class library.
//   n = Livenode.new; n.connect;            // hello and subscribe: what is told comes to sclang's own port
//   n.tempo(100); n.transportPlay; n.partLevel(2, 0.5); n.partPrompt(\all, "slap bass, funk");
//   n.on("part/2/state", { |state, next, bar| state.postln });  n.values["tempo"].postln;  n.tempo;  // asks
// Without an argument a value is asked; what comes back is in `values`. Actions take a `when` last: "bar".

Livenode {
	var <address, <prefix, <values, <errors, <heard, hearers, receiver;

	*new { |host = "@HOST@", port = @PORT@, prefix = "@PREFIX@"|
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

@ROWS@
}
