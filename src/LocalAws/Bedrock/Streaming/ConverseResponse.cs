using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Streaming;

/// <summary>Gathers a model's events into the one JSON answer of Converse.</summary>
internal sealed class ConverseResponse
{
    private readonly JsonArray _content = [];
    private readonly StringBuilder _pending = new();
    private ModelEvent.ToolStart? _tool;
    private ModelEvent.Stop? _stop;

    public void Add(ModelEvent step)
    {
        switch (step)
        {
            case ModelEvent.Text text:
                if (_tool is not null)
                    Close();

                _pending.Append(text.Chunk);
                break;
            case ModelEvent.ToolStart tool:
                Close();
                _tool = tool;
                break;
            case ModelEvent.ToolInput input:
                _pending.Append(input.Json);
                break;
            case ModelEvent.Stop stop:
                Close();
                _stop = stop;
                break;
        }
    }

    public JsonObject ToJson(long latencyMs)
    {
        var stop = _stop ?? throw new InvalidOperationException("The model ended without a stop reason.");
        var answer = Metadata(stop, latencyMs);
        answer["output"] = new JsonObject
        {
            [ConverseNames.Message] = new JsonObject
            {
                [ConverseNames.Role] = ConverseNames.Assistant,
                [ConverseNames.Content] = _content.DeepClone(),
            },
        };
        answer[ConverseNames.StopReason] = stop.Reason;
        return answer;
    }

    public static JsonObject Metadata(ModelEvent.Stop stop, long latencyMs)
    {
        var metadata = new JsonObject
        {
            [ConverseNames.Usage] = Usage(stop.Usage),
            [ConverseNames.Metrics] = new JsonObject { ["latencyMs"] = latencyMs },
        };
        if (stop.Trace is { } trace)
            metadata["trace"] = trace.DeepClone();

        return metadata;
    }

    private static JsonObject Usage(TokenCount count)
    {
        var usage = new JsonObject
        {
            ["inputTokens"] = count.Input,
            ["outputTokens"] = count.Output,
            ["totalTokens"] = count.Total,
        };
        if (count.Cache is { } cache)
        {
            usage["cacheReadInputTokens"] = cache.Read;
            usage["cacheWriteInputTokens"] = cache.Write;
        }

        return usage;
    }

    private void Close()
    {
        var text = _pending.ToString();
        _pending.Clear();
        if (_tool is { } tool)
        {
            _content.Add((JsonNode)new JsonObject
            {
                [ConverseNames.ToolUse] = new JsonObject
                {
                    [ConverseNames.ToolUseId] = tool.ToolUseId,
                    [ConverseNames.Name] = tool.Name,
                    [ConverseNames.Input] = Input(text),
                },
            });
        }
        else if (text.Length > 0)
        {
            _content.Add((JsonNode)new JsonObject { [ConverseNames.Text] = text });
        }

        _tool = null;
    }

    // A script may hold what is no JSON; a caller then sees that text, as a string.
    private static JsonNode? Input(string json)
    {
        try
        {
            return JsonNode.Parse(json.Length == 0 ? "{}" : json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }
}
