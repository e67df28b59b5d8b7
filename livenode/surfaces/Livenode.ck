// livenode in ChucK. Written by `livenode surfaces`; run in ChucK by livenode's tests.
//   chuck Livenode.ck yours.ck, and in yours:
//   Livenode node; node.connect();  node.setTempo(100.0);  node.doTransportPlay();  node.setPartLevel(2, 0.5);
//   spork ~ hear();  fun void hear() { while (true) { node.told => now; <<< node.path, node.text >>>; } }
// set...: a value; do...: an action; ask...: what it is now comes back. Part 0 is every part.

public class Livenode
{
    "@PREFIX@" => string prefix;
    @REPLY_PORT@ => int replyPort;
    Event told; // what was told last: path without prefix, arguments, and all of them as words
    string path, text;
    time heard; // when a heartbeat came last
    OscOut out;
    out.dest("@HOST@", @PORT@);

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

@ROWS@
}
