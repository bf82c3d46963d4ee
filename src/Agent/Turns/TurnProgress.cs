using System.Text;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Turns.Events;
using AgentStack.Agent.Turns.History;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>A turn under way: what was said in it, and what it has used up. Hears the words that are not whole yet.</summary>
internal sealed class TurnProgress(IReadOnlyList<ChatMessage> messages, ModelUsage usage, ITurnListener listener) : ITurnListener
{
    private const string NotShown = "[Its images are not shown: the turn waited for a person before it went on.]";
    private const string BlockedPrompt = "[A prompt of a turn that a guardrail blocked.]";
    private const string BlockedAnswer = "[The guardrail's answer to it.]";

    private readonly StringBuilder _saying = new();
    private readonly HashSet<string> _callIds = new(StringComparer.Ordinal);

    /// <summary>The prompt and all that followed, in the order that Converse wants.</summary>
    public List<ChatMessage> Messages { get; } = [.. messages];

    /// <summary>What it is told of the turns before.</summary>
    public TurnHistory Before { get; private set; } = TurnHistory.None;

    public ModelUsage Usage { get; private set; } = usage;

    /// <summary>How often the model asked for tools, before the turn waited for a person, too.</summary>
    public int Rounds { get; private set; } =
        messages.Count(message => message.Contents.OfType<FunctionCallContent>().Any());

    public int ToolCalls { get; private set; } =
        messages.Sum(message => message.Contents.OfType<FunctionResultContent>().Count());

    /// <summary>Calls that were begun, by their ids; of others it is certain that they did not run.</summary>
    public HashSet<string> Begun { get; } = new(StringComparer.Ordinal);

    /// <summary>What calls of the last answer gave the model so far, by their ids.</summary>
    public Dictionary<string, string> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The images of these calls, by their ids.</summary>
    public Dictionary<string, IReadOnlyList<DataContent>> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>What the calls that a person is asked about would run, by their ids.</summary>
    public Dictionary<string, AskedTool> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>Something that a later turn should know of, also when this one ends badly.</summary>
    public bool HasSaidOrDone => _saying.Length > 0 || Messages.Exists(message => message.Role == ChatRole.Assistant);

    /// <summary>What the model has begun to say; empty between two answers.</summary>
    public string Saying => _saying.ToString();

    public void Begin(TurnHistory before)
    {
        Before = before;
        Usage += before.Usage;
    }

    /// <returns>The calls that it makes, each under an id of its own.</returns>
    public IReadOnlyList<FunctionCallContent> Add(ModelAnswer answer)
    {
        var message = new ChatMessage(ChatRole.Assistant, [.. answer.Message.Contents.Select(WithOwnId)]);
        Messages.Add(message);
        Usage += answer.Usage;
        _saying.Clear();
        if (answer.Calls.Count > 0)
            Rounds++;

        return [.. message.Contents.OfType<FunctionCallContent>()];
    }

    /// <summary>
    /// Nothing of the turn stays: what a guardrail blocked would block every later turn, and of an answer that it
    /// stopped half-way the beginning was said already.
    /// </summary>
    public void Redact()
    {
        Messages.Clear();
        Messages.Add(new ChatMessage(ChatRole.User, BlockedPrompt));
        Messages.Add(new ChatMessage(ChatRole.Assistant, BlockedAnswer));
    }

    /// <summary>What a model call used that gave nothing to go on with.</summary>
    public void Spend(ModelUsage usage) => Usage += usage;

    /// <summary>Ids that calls of this turn may not have: whoever approves one of them means that one.</summary>
    public void Avoid(IEnumerable<ChatMessage> messages) =>
        _callIds.UnionWith(messages
            .SelectMany(message => message.Contents)
            .OfType<FunctionCallContent>()
            .Select(call => call.CallId));

    /// <summary>All results of one answer go into one message, in the order of the calls, and their images after them.</summary>
    public void AddResults(IReadOnlyList<FunctionCallContent> calls)
    {
        var results = calls.Select(call => new FunctionResultContent(call.CallId, Outputs[call.CallId]));
        Messages.Add(new ChatMessage(ChatRole.Tool, [.. results, .. ShownImages.Of(calls, Images, Messages)]));
        Outputs.Clear();
        Images.Clear();
    }

    /// <summary>What calls gave, for a turn that waits: images are not kept, so nobody is shown them later.</summary>
    public Dictionary<string, string> WithoutImages() => Outputs.ToDictionary(
        output => output.Key,
        output => Images.GetValueOrDefault(output.Key) is { Count: > 0 } ? $"{output.Value}\n{NotShown}" : output.Value,
        StringComparer.Ordinal);

    public void BeginCall(string id)
    {
        ToolCalls++;
        Begun.Add(id);
    }

    public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        if (turnEvent is TextEvent text)
            _saying.Append(text.Text);

        return listener.OnEventAsync(turnEvent, cancellationToken);
    }

    private AIContent WithOwnId(AIContent content) => content is not FunctionCallContent call || _callIds.Add(call.CallId)
        ? content
        : new FunctionCallContent($"call-{Guid.NewGuid():N}", call.Name, call.Arguments) { Exception = call.Exception };
}
