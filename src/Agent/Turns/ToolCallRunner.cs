using System.Text.Json;
using AgentStack.Agent.Tools;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;

namespace AgentStack.Agent.Turns;

/// <summary>Runs one call of the model through the kernel. Whatever goes wrong is told to the model as an error.</summary>
internal sealed partial class ToolCallRunner(ILogger<ToolCallRunner> logger)
{
    public async Task<ToolOutcome> RunAsync(FunctionCallContent call, ToolSet tools, CancellationToken cancellationToken)
    {
        if (tools.Find(call.Name) is not { } tool)
            return ToolOutcome.Error(
                $"There is no tool '{call.Name}'. The tools are: {string.Join(", ", tools.Tools.Select(t => t.WireName))}.");

        if (call.Exception is not null && !IsWithoutArguments(call))
            return ToolOutcome.Error($"The arguments for '{call.Name}' were not a JSON object. Call it again with one.");

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

    // A model that passes no arguments may stream nothing at all for them, which the chat client fails to parse.
    private static bool IsWithoutArguments(FunctionCallContent call) =>
        call is { Arguments: null, Exception.InnerException: JsonException { LineNumber: 0, BytePositionInLine: 0 } };

    private static partial class Log
    {
        [LoggerMessage(4002, LogLevel.Error, "Tool {Tool} failed inside the agent")]
        public static partial void Failed(ILogger logger, string tool, Exception exception);
    }
}
