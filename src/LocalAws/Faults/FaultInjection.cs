using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Faults;

/// <summary>Lets the faults of the book strike.</summary>
internal sealed class FaultInjection(FaultBook book, TimeProvider clock)
{
    /// <summary>True when the call has been answered, or cut, and nothing else may answer it.</summary>
    public async Task<bool> StrikeAsync(
        HttpContext context, string operation, AwsDialect dialect, Func<AwsError, Task> answer)
    {
        if (book.Take(operation) is not { } fault)
            return false;

        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, clock, context.RequestAborted);

        switch (fault.Kind)
        {
            case FaultKind.Throttle:
                await answer(dialect.Throttled());
                return true;
            case FaultKind.Error:
                await answer(dialect.Failed());
                return true;
            case FaultKind.Cut:
                context.Abort();
                return true;
            case FaultKind.StreamError:
                context.Features.Set(new StreamFaultFeature(StreamFault.Error));
                return false;
            case FaultKind.CutStream:
                context.Features.Set(new StreamFaultFeature(StreamFault.Cut));
                return false;
            default:
                return false;
        }
    }
}
