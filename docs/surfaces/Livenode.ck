// livenode in ChucK. Written by `livenode surfaces`; run in ChucK by livenode's tests.
//   chuck Livenode.ck yours.ck, and in yours:
//   Livenode node; node.connect();  node.setTempo(100.0);  node.doTransportPlay();  node.setPartLevel(2, 0.5);
//   spork ~ hear();  fun void hear() { while (true) { node.told => now; <<< node.path, node.text >>>; } }
// set...: a value; do...: an action; ask...: what it is now comes back. Part 0 is every part.

public class Livenode
{
    "/livenode" => string prefix;
    9000 => int replyPort;
    Event told; // what was told last: path without prefix, arguments, and all of them as words
    string path, text;
    time heard; // when a heartbeat came last
    OscOut out;
    out.dest("127.0.0.1", 7400);

    fun void to(string host, int port) { out.dest(host, port); }

    fun void connect()
    {
        now - 1::minute => heard;
        spork ~ _hear();
        spork ~ _greet();
        me.yield();
    }

    fun int isAlive() { return now - heard < 3::second; }

    fun void begin(string row) { out.start(prefix + "/" + row); }

    fun string ofPart(int part) { if (part == 0) return "part/all/"; return "part/" + part + "/"; }

    fun void _greet() // until the node is heard, and again when it fell silent
    {
        while (true)
        {
            if (!isAlive())
            {
                begin("hello"); out.add(replyPort); out.send();
                begin("subscribe"); out.add(replyPort); out.add("all"); out.send();
            }
            1::second => now;
        }
    }

    fun void _hear()
    {
        OscIn in;
        OscMsg message;
        replyPort => in.port;
        in.listenAll();
        while (true)
        {
            in => now;
            while (in.recv(message))
            {
                message.address.substring(prefix.length() + 1) => path;
                if (path == "heartbeat") now => heard;
                "" => text;
                for (0 => int i; i < message.numArgs(); i++) text + _spell(message, i) + " " => text;
                told.broadcast();
                me.yield();
            }
        }
    }

    fun string _spell(OscMsg message, int index)
    {
        message.typetag.charAt(index) => int tag;
        if (tag == 'i') return message.getInt(index) + "";
        if (tag == 'f') return message.getFloat(index) + "";
        return message.getString(index);
    }

    fun void doPing() { begin("ping"); out.send(); }
    fun void doVersion() { begin("version"); out.send(); }
    fun void doUnsubscribe() { begin("unsubscribe"); out.send(); }
    fun void doRefresh() { begin("refresh"); out.send(); }
    fun void doAt(string when, string address) { begin("at"); out.add(when); out.add(address); out.send(); }
    fun void doCancel() { begin("cancel"); out.send(); }
    fun void askHeartbeat() { begin("heartbeat"); out.send(); }
    fun void askStatus() { begin("status"); out.send(); }
    fun void askCounters() { begin("counters"); out.send(); }
    fun void doTransportPlay() { begin("transport/play"); out.send(); }
    fun void doTransportStop() { begin("transport/stop"); out.send(); }
    fun void askTransportState() { begin("transport/state"); out.send(); }
    fun void askTempo() { begin("tempo"); out.send(); }
    fun void setTempo(float bpm) { begin("tempo"); out.add(bpm); out.send(); }
    fun void doTempoTap() { begin("tempo/tap"); out.send(); }
    fun void doTempoNudge(float percent) { begin("tempo/nudge"); out.add(percent); out.send(); }
    fun void doTempoDouble() { begin("tempo/double"); out.send(); }
    fun void doTempoHalve() { begin("tempo/halve"); out.send(); }
    fun void askTime() { begin("time"); out.send(); }
    fun void setTime(string time) { begin("time"); out.add(time); out.send(); }
    fun void askMeter() { begin("meter"); out.send(); }
    fun void setMeter(int beats, int unit) { begin("meter"); out.add(beats); out.add(unit); out.send(); }
    fun void askCountIn() { begin("count_in"); out.send(); }
    fun void setCountIn(int bars) { begin("count_in"); out.add(bars); out.send(); }
    fun void askMetronome() { begin("metronome"); out.send(); }
    fun void setMetronome(int on) { begin("metronome"); out.add(on); out.send(); }
    fun void askMetronomeLevel() { begin("metronome/level"); out.send(); }
    fun void setMetronomeLevel(float gain) { begin("metronome/level"); out.add(gain); out.send(); }
    fun void doBar1() { begin("bar1"); out.send(); }
    fun void askBeat() { begin("beat"); out.send(); }
    fun void askQuantize() { begin("quantize"); out.send(); }
    fun void setQuantize(string when) { begin("quantize"); out.add(when); out.send(); }
    fun void askSyncSource() { begin("sync/source"); out.send(); }
    fun void setSyncSource(string source) { begin("sync/source"); out.add(source); out.send(); }
    fun void askSyncStatus() { begin("sync/status"); out.send(); }
    fun void askSyncConfidence() { begin("sync/confidence"); out.send(); }
    fun void askSyncFreeze() { begin("sync/freeze"); out.send(); }
    fun void setSyncFreeze(int on) { begin("sync/freeze"); out.add(on); out.send(); }
    fun void askSyncOffsetMs() { begin("sync/offset_ms"); out.send(); }
    fun void setSyncOffsetMs(float offset_ms) { begin("sync/offset_ms"); out.add(offset_ms); out.send(); }
    fun void doPresetLoad(string name) { begin("preset/load"); out.add(name); out.send(); }
    fun void doPresetSave(string name) { begin("preset/save"); out.add(name); out.send(); }
    fun void askPresetList() { begin("preset/list"); out.send(); }
    fun void doEngineLoad(string name) { begin("engine/load"); out.add(name); out.send(); }
    fun void askEngineList() { begin("engine/list"); out.send(); }
    fun void askEngine() { begin("engine"); out.send(); }
    fun void askMode() { begin("mode"); out.send(); }
    fun void setMode(string mode) { begin("mode"); out.add(mode); out.send(); }
    fun void askBars() { begin("bars"); out.send(); }
    fun void setBars(int bars) { begin("bars"); out.add(bars); out.send(); }
    fun void askLoopBars() { begin("loop/bars"); out.send(); }
    fun void setLoopBars(int bars) { begin("loop/bars"); out.add(bars); out.send(); }
    fun void doLoopPress() { begin("loop/press"); out.send(); }
    fun void doLoopUndo() { begin("loop/undo"); out.send(); }
    fun void doLoopClear() { begin("loop/clear"); out.send(); }
    fun void askLoopLevel() { begin("loop/level"); out.send(); }
    fun void setLoopLevel(float gain) { begin("loop/level"); out.add(gain); out.send(); }
    fun void askLoopState() { begin("loop/state"); out.send(); }
    fun void askSteps() { begin("steps"); out.send(); }
    fun void setSteps(int steps) { begin("steps"); out.add(steps); out.send(); }
    fun void askMonitor() { begin("monitor"); out.send(); }
    fun void setMonitor(float gain) { begin("monitor"); out.add(gain); out.send(); }
    fun void askInGainDb() { begin("in/gain_db"); out.send(); }
    fun void setInGainDb(float gain_db) { begin("in/gain_db"); out.add(gain_db); out.send(); }
    fun void askInChannels() { begin("in/channels"); out.send(); }
    fun void setInChannels(string channels) { begin("in/channels"); out.add(channels); out.send(); }
    fun void askBleed() { begin("bleed"); out.send(); }
    fun void setBleed(int on) { begin("bleed"); out.add(on); out.send(); }
    fun void askFallback() { begin("fallback"); out.send(); }
    fun void setFallback(string fallback) { begin("fallback"); out.add(fallback); out.send(); }
    fun void askFollow() { begin("follow"); out.send(); }
    fun void setFollow(float amount) { begin("follow"); out.add(amount); out.send(); }
    fun void askTakes() { begin("takes"); out.send(); }
    fun void setTakes(int takes) { begin("takes"); out.add(takes); out.send(); }
    fun void askLevel() { begin("level"); out.send(); }
    fun void setLevel(float gain) { begin("level"); out.add(gain); out.send(); }
    fun void askLimiter() { begin("limiter"); out.send(); }
    fun void setLimiter(int on) { begin("limiter"); out.add(on); out.send(); }
    fun void doPanic() { begin("panic"); out.send(); }
    fun void askRecord() { begin("record"); out.send(); }
    fun void setRecord(int on) { begin("record"); out.add(on); out.send(); }
    fun void askRecordState() { begin("record/state"); out.send(); }
    fun void askInLevel() { begin("in/level"); out.send(); }
    fun void askOutLevel() { begin("out/level"); out.send(); }
    fun void askPartName(int part) { begin(ofPart(part) + "name"); out.send(); }
    fun void setPartName(int part, string name) { begin(ofPart(part) + "name"); out.add(name); out.send(); }
    fun void askPartPrompt(int part) { begin(ofPart(part) + "prompt"); out.send(); }
    fun void setPartPrompt(int part, string text) { begin(ofPart(part) + "prompt"); out.add(text); out.send(); }
    fun void askPartPrompt2(int part) { begin(ofPart(part) + "prompt/2"); out.send(); }
    fun void setPartPrompt2(int part, string text) { begin(ofPart(part) + "prompt/2"); out.add(text); out.send(); }
    fun void askPartMorph(int part) { begin(ofPart(part) + "morph"); out.send(); }
    fun void setPartMorph(int part, float amount) { begin(ofPart(part) + "morph"); out.add(amount); out.send(); }
    fun void askPartMorphBars(int part) { begin(ofPart(part) + "morph/bars"); out.send(); }
    fun void setPartMorphBars(int part, int bars) { begin(ofPart(part) + "morph/bars"); out.add(bars); out.send(); }
    fun void askPartAudio(int part) { begin(ofPart(part) + "audio"); out.send(); }
    fun void setPartAudio(int part, string name) { begin(ofPart(part) + "audio"); out.add(name); out.send(); }
    fun void askPartAudioMix(int part) { begin(ofPart(part) + "audio/mix"); out.send(); }
    fun void setPartAudioMix(int part, float amount) { begin(ofPart(part) + "audio/mix"); out.add(amount); out.send(); }
    fun void askPartGuidanceContext(int part) { begin(ofPart(part) + "guidance/context"); out.send(); }
    fun void setPartGuidanceContext(int part, float strength) { begin(ofPart(part) + "guidance/context"); out.add(strength); out.send(); }
    fun void askPartGuidancePrompt(int part) { begin(ofPart(part) + "guidance/prompt"); out.send(); }
    fun void setPartGuidancePrompt(int part, float strength) { begin(ofPart(part) + "guidance/prompt"); out.add(strength); out.send(); }
    fun void askPartDensity(int part) { begin(ofPart(part) + "density"); out.send(); }
    fun void setPartDensity(int part, float amount) { begin(ofPart(part) + "density"); out.add(amount); out.send(); }
    fun void askPartEnergy(int part) { begin(ofPart(part) + "energy"); out.send(); }
    fun void setPartEnergy(int part, float amount) { begin(ofPart(part) + "energy"); out.add(amount); out.send(); }
    fun void askPartRegister(int part) { begin(ofPart(part) + "register"); out.send(); }
    fun void setPartRegister(int part, float amount) { begin(ofPart(part) + "register"); out.add(amount); out.send(); }
    fun void askPartSeed(int part) { begin(ofPart(part) + "seed"); out.send(); }
    fun void setPartSeed(int part, int seed) { begin(ofPart(part) + "seed"); out.add(seed); out.send(); }
    fun void doPartGenerate(int part) { begin(ofPart(part) + "generate"); out.send(); }
    fun void askPartAuto(int part) { begin(ofPart(part) + "auto"); out.send(); }
    fun void setPartAuto(int part, int on) { begin(ofPart(part) + "auto"); out.add(on); out.send(); }
    fun void askPartReplan(int part) { begin(ofPart(part) + "replan"); out.send(); }
    fun void setPartReplan(int part, int bars) { begin(ofPart(part) + "replan"); out.add(bars); out.send(); }
    fun void doPartVary(int part, float amount) { begin(ofPart(part) + "vary"); out.add(amount); out.send(); }
    fun void doPartInpaint(int part, int first_bar, int bars) { begin(ofPart(part) + "inpaint"); out.add(first_bar); out.add(bars); out.send(); }
    fun void askPartHold(int part) { begin(ofPart(part) + "hold"); out.send(); }
    fun void setPartHold(int part, int on) { begin(ofPart(part) + "hold"); out.add(on); out.send(); }
    fun void doPartTakeNext(int part) { begin(ofPart(part) + "take/next"); out.send(); }
    fun void doPartTakeBack(int part) { begin(ofPart(part) + "take/back"); out.send(); }
    fun void doPartTakeKeep(int part) { begin(ofPart(part) + "take/keep"); out.send(); }
    fun void askPartTake(int part) { begin(ofPart(part) + "take"); out.send(); }
    fun void askPartLevel(int part) { begin(ofPart(part) + "level"); out.send(); }
    fun void setPartLevel(int part, float gain) { begin(ofPart(part) + "level"); out.add(gain); out.send(); }
    fun void askPartPan(int part) { begin(ofPart(part) + "pan"); out.send(); }
    fun void setPartPan(int part, float pan) { begin(ofPart(part) + "pan"); out.add(pan); out.send(); }
    fun void askPartWidth(int part) { begin(ofPart(part) + "width"); out.send(); }
    fun void setPartWidth(int part, float width) { begin(ofPart(part) + "width"); out.add(width); out.send(); }
    fun void askPartMute(int part) { begin(ofPart(part) + "mute"); out.send(); }
    fun void setPartMute(int part, int on) { begin(ofPart(part) + "mute"); out.add(on); out.send(); }
    fun void askPartSolo(int part) { begin(ofPart(part) + "solo"); out.send(); }
    fun void setPartSolo(int part, int on) { begin(ofPart(part) + "solo"); out.add(on); out.send(); }
    fun void askPartState(int part) { begin(ofPart(part) + "state"); out.send(); }
    fun void doMidiLearn(string address) { begin("midi/learn"); out.add(address); out.send(); }
    fun void doMidiLearnAs(string manner, string address) { begin("midi/learn/as"); out.add(manner); out.add(address); out.send(); }
    fun void doMidiForget(string address) { begin("midi/forget"); out.add(address); out.send(); }
    fun void askMidiPickup() { begin("midi/pickup"); out.send(); }
    fun void setMidiPickup(int on) { begin("midi/pickup"); out.add(on); out.send(); }
    fun void askMidiClock() { begin("midi/clock"); out.send(); }
    fun void setMidiClock(int on) { begin("midi/clock"); out.add(on); out.send(); }
    fun void askHours() { begin("hours"); out.send(); }
    fun void setHours(string hours) { begin("hours"); out.add(hours); out.send(); }
    fun void askHoursState() { begin("hours/state"); out.send(); }
    fun void askAttractAfter() { begin("attract/after"); out.send(); }
    fun void setAttractAfter(float minutes) { begin("attract/after"); out.add(minutes); out.send(); }
    fun void askAttractPreset() { begin("attract/preset"); out.send(); }
    fun void setAttractPreset(string name) { begin("attract/preset"); out.add(name); out.send(); }
    fun void askAttractThreshold() { begin("attract/threshold"); out.send(); }
    fun void setAttractThreshold(float dbfs) { begin("attract/threshold"); out.add(dbfs); out.send(); }
    fun void askAttractState() { begin("attract/state"); out.send(); }
    fun void askSilence() { begin("silence"); out.send(); }
}
