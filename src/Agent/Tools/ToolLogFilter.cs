using AgentStack.Agent.Tools.Results;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

/// <summary>Logs each call that the kernel runs: which tool, how long, with what outcome; never its arguments.</summary>
internal sealed partial class ToolLogFilter(TimeProvider clock, ILogger<ToolLogFilter> logger) : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(
        FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var start = clock.GetTimestamp();
        var outcome = "failed";
        try
        {
            await next(context);
            outcome = context.Result.GetValue<ToolOutcome>() is { IsError: true } ? "error" : "ok";
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            Log.Called(logger, context.Function.Name, outcome, clock.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3003, LogLevel.Information, "Tool {Tool}: {Outcome} after {Milliseconds:0} ms")]
        public static partial void Called(ILogger logger, string tool, string outcome, double milliseconds);
    }
}
