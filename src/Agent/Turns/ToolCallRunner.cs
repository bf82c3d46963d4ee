using System.Text.Json;
using AgentStack.Agent.Telemetry;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Results;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;

namespace AgentStack.Agent.Turns;

/// <summary>Runs one call of the model through the kernel. Whatever goes wrong is told to the model as an error.</summary>
internal sealed partial class ToolCallRunner(AgentTelemetry telemetry, ILogger<ToolCallRunner> logger)
{
    public Task<ToolOutcome> RunAsync(FunctionCallContent call, ToolSet tools, CancellationToken cancellationToken) =>
        telemetry.ObserveToolAsync(call, tools.Find(call.Name)?.Remote, () => InvokeAsync(call, tools, cancellationToken));

    private async Task<ToolOutcome> InvokeAsync(FunctionCallContent call, ToolSet tools, CancellationToken cancellationToken)
    {
        if (Refuse(call, tools) is { } refusal)
            return refusal;

        var tool = tools.Find(call.Name)!;
        try
        {
            var arguments = new KernelArguments(call.Arguments ?? new Dictionary<string, object?>());
            var result = await tool.Function.InvokeAsync(tools.Kernel, arguments, cancellationToken);
            return result.GetValue<ToolOutcome>() ?? ToolOutcome.Error($"'{call.Name}' gave no result.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, call.Name, e);
            return ToolOutcome.Error($"'{call.Name}' failed inside the agent.");
        }
    }

    /// <summary>What the model is told of a call that makes no sense, without anything being run; null for one that does.</summary>
    public static ToolOutcome? Refuse(FunctionCallContent call, ToolSet tools)
    {
        if (tools.Find(call.Name) is not { } tool)
        {
            return ToolOutcome.Error(
                $"There is no tool '{call.Name}'. The tools are: {string.Join(", ", tools.Tools.Select(t => t.WireName))}.");
        }

        if (call.Exception is not null && !IsWithoutArguments(call))
            return ToolOutcome.Error($"The arguments for '{call.Name}' were not a JSON object. Call it again with one.");

        var arguments = call.Arguments ?? new Dictionary<string, object?>();
        var sameNames = arguments.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase);
        if (sameNames.FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return ToolOutcome.Error(
                $"The arguments {string.Join(" and ", twice)} of '{call.Name}' differ in case alone. Pass one of them.");
        }

        return tool.Problems(arguments) is { Count: > 0 } problems
            ? ToolOutcome.Error(
                $"Invalid arguments for {call.Name}: {string.Join("; ", problems)}."
                + " Nothing was called; call it again with good ones.")
            : null;
    }

    // A model that passes no arguments may stream nothing at all for them, which the chat client fails to parse. Any
    // other text there is a call that the model got wrong, and running it without arguments might do more than it meant.
    private static bool IsWithoutArguments(FunctionCallContent call) =>
        call is { Arguments: null, Exception.InnerException: JsonException { LineNumber: 0, BytePositionInLine: 0 } nothing }
        && nothing.Message.Contains("does not contain any JSON tokens", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(4002, LogLevel.Error, "Tool {Tool} failed inside the agent")]
        public static partial void Failed(ILogger logger, string tool, Exception exception);
    }
}
