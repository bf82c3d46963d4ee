using AgentStack.Agent.Models;
using AgentStack.Agent.Tools;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>Model, tools, model, tools, …, until the model answers. The kernel invokes; the loop is ours.</summary>
internal sealed class TurnLoop(ModelClient model, ToolCallRunner calls, TurnOptions limits, TimeProvider clock)
{
    /// <returns>Why the model stopped.</returns>
    public async Task<string> RunAsync(
        IReadOnlyList<ChatMessage> history,
        TurnProgress progress,
        ToolSet tools,
        ITurnListener listener,
        CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            var offered = round < limits.MaxRounds ? tools.Declarations : [];
            if (round == limits.MaxRounds)
                await listener.OnEventAsync(LimitReached, cancellationToken);

            var answer = await AskModelAsync([.. history, .. progress.Messages], offered, listener, cancellationToken);
            progress.Add(answer);
            if (answer.Calls.Count == 0)
                return answer.FinishReason?.Value ?? "";

            if (offered.Count == 0)
                throw new TurnException("tool_limit", "The model kept asking for tools that it was not offered.");

            progress.Add(await RunToolsAsync(answer.Calls, tools, listener, cancellationToken));
        }
    }

    private WarningEvent LimitReached => new(
        $"The model asked for tools {limits.MaxRounds} times (Turns:MaxRounds); it answers now from what it has.");

    private Task<ModelAnswer> AskModelAsync(
        IReadOnlyList<ChatMessage> messages, IList<AITool> offered, ITurnListener listener, CancellationToken cancellationToken) =>
        model.AskAsync(
            offered.Count > 0 ? messages : TurnHistory.WithoutToolBlocks(messages),
            offered,
            text => listener.OnEventAsync(new TextEvent(text), cancellationToken),
            cancellationToken);

    private async Task<IEnumerable<FunctionResultContent>> RunToolsAsync(
        IReadOnlyList<FunctionCallContent> asked, ToolSet tools, ITurnListener listener, CancellationToken cancellationToken)
    {
        foreach (var call in asked)
        {
            var tool = tools.Find(call.Name)?.Remote;
            var arguments = call.Arguments?.AsReadOnly() ?? new Dictionary<string, object?>().AsReadOnly();
            await listener.OnEventAsync(
                new ToolCallEvent(call.CallId, tool?.Name ?? call.Name, tool?.Server, arguments), cancellationToken);
        }

        var outcomes = new Dictionary<string, ToolOutcome>();
        await foreach (var done in Task.WhenEach(asked.Select(call => TimeAsync(call, tools, cancellationToken))))
        {
            var (call, outcome, duration) = await done;
            outcomes[call.CallId] = outcome;
            var name = tools.Find(call.Name)?.Remote.Name ?? call.Name;
            await listener.OnEventAsync(
                new ToolResultEvent(call.CallId, name, outcome.IsError, outcome.Text, (long)duration.TotalMilliseconds),
                cancellationToken);
        }

        return asked.Select(call => new FunctionResultContent(call.CallId, outcomes[call.CallId].ForModel));
    }

    private async Task<(FunctionCallContent Call, ToolOutcome Outcome, TimeSpan Duration)> TimeAsync(
        FunctionCallContent call, ToolSet tools, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var outcome = await calls.RunAsync(call, tools, cancellationToken);
        return (call, outcome, clock.GetElapsedTime(start));
    }
}
