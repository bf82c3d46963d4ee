using System.Globalization;
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
                if (fault.RetryAfter is { } wait)
                    context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

                await answer(dialect.Throttled());
                return true;
            case FaultKind.Error:
                await answer(dialect.Failed());
                return true;
            case FaultKind.Cut:
                context.Abort();
                return true;
            case FaultKind.StreamError or FaultKind.CutStream or FaultKind.Stall:
                context.Features.Set(new StreamFaultFeature(new StreamFault(fault.Kind, fault.After, fault.Code)));
                return false;
            default:
                return false;
        }
    }
}
