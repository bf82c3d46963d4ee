using AgentStack.Agent.Models;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>A turn under way: what was said in it, and what it has used up.</summary>
internal sealed class TurnProgress(string prompt)
{
    private long _inputTokens;
    private long _outputTokens;
    private int _modelCalls;

    /// <summary>The prompt and all that followed, in the order that Converse wants.</summary>
    public List<ChatMessage> Messages { get; } = [new(ChatRole.User, prompt)];

    public TurnUsage Usage => new(_inputTokens, _outputTokens, _modelCalls);

    public void Add(ModelAnswer reply)
    {
        Messages.Add(reply.Message);
        _modelCalls++;
        _inputTokens += reply.Usage?.InputTokenCount ?? 0;
        _outputTokens += reply.Usage?.OutputTokenCount ?? 0;
    }

    /// <summary>All results of one answer go into one message, in the order of the calls.</summary>
    public void Add(IEnumerable<FunctionResultContent> results) => Messages.Add(new ChatMessage(ChatRole.Tool, [.. results]));
}
