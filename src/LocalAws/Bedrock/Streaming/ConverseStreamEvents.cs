using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Streaming;

/// <summary>Turns a model's events into the events of ConverseStream; keeps count of the content blocks.</summary>
internal sealed class ConverseStreamEvents
{
    // Bedrock pads its events so that their sizes do not tell the text; clients must not mind.
    private const string Padding = "abcdefghijklmnopqrstuvwxyz";

    private int _block = -1;
    private bool _open;
    private bool _inText;

    public static byte[] Start() =>
        Frame("messageStart", new JsonObject { [ConverseNames.Role] = ConverseNames.Assistant });

    public IEnumerable<byte[]> Next(ModelEvent step, long latencyMs) => step switch
    {
        ModelEvent.Text text => Text(text.Chunk),
        ModelEvent.ToolStart tool => Tool(tool),
        ModelEvent.ToolInput input => [Delta(new() { [ConverseNames.ToolUse] = new JsonObject { [ConverseNames.Input] = input.Json } })],
        ModelEvent.Stop stop => Stop(stop, latencyMs),
        _ => [],
    };

    public static bool IsDelta(ModelEvent step) => step is ModelEvent.Text or ModelEvent.ToolInput;

    private IEnumerable<byte[]> Text(string chunk)
    {
        if (!_inText)
        {
            foreach (var frame in Close())
                yield return frame;

            Open(inText: true);
        }

        yield return Delta(new() { [ConverseNames.Text] = chunk });
    }

    private IEnumerable<byte[]> Tool(ModelEvent.ToolStart tool)
    {
        foreach (var frame in Close())
            yield return frame;

        Open(inText: false);
        yield return Block("contentBlockStart", "start", new()
        {
            [ConverseNames.ToolUse] = new JsonObject
            {
                [ConverseNames.ToolUseId] = tool.ToolUseId,
                [ConverseNames.Name] = tool.Name,
            },
        });
    }

    private IEnumerable<byte[]> Stop(ModelEvent.Stop stop, long latencyMs)
    {
        foreach (var frame in Close())
            yield return frame;

        yield return Frame("messageStop", new JsonObject { [ConverseNames.StopReason] = stop.Reason });
        yield return Frame("metadata", ConverseResponse.Metadata(stop, latencyMs));
    }

    private void Open(bool inText)
    {
        _block++;
        _open = true;
        _inText = inText;
    }

    private IEnumerable<byte[]> Close()
    {
        if (_open)
            yield return Frame("contentBlockStop", new JsonObject { ["contentBlockIndex"] = _block });

        _open = false;
        _inText = false;
    }

    private byte[] Delta(JsonObject delta) => Block("contentBlockDelta", "delta", delta);

    private byte[] Block(string type, string member, JsonObject value) =>
        Frame(type, new JsonObject { [member] = value, ["contentBlockIndex"] = _block });

    private static byte[] Frame(string type, JsonObject payload)
    {
        payload["p"] = Padding[..(1 + (type.Length % Padding.Length))];
        return EventStreamFrame.Event(type, payload);
    }
}
