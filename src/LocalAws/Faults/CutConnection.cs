using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Faults;

internal static class CutConnection
{
    // An abort throws away what the server has not sent yet; it cannot be asked when it has.
    private static readonly TimeSpan Leaving = TimeSpan.FromMilliseconds(30);

    /// <summary>Ends the connection after what was written so far has left.</summary>
    public static async Task CutAsync(this HttpContext context)
    {
        await Task.Delay(Leaving, TimeProvider.System, CancellationToken.None);
        context.Abort();
    }
}
