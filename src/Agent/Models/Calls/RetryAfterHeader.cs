using System.Globalization;
using Amazon.Runtime.Internal;

namespace AgentStack.Agent.Models.Calls;

/// <summary>What a refusal says of when to come again; a date is passed over, since the service's clock is not ours.</summary>
internal static class RetryAfterHeader
{
    private const string Seconds = "Retry-After";
    private const string Milliseconds = "x-amz-retry-after";

    public static TimeSpan? Find(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is HttpErrorResponseException { Response: { } response })
            {
                return Number(response.GetHeaderValue(Milliseconds)) is { } milliseconds
                    ? TimeSpan.FromMilliseconds(milliseconds)
                    : Number(response.GetHeaderValue(Seconds)) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            }
        }

        return null;
    }

    private static int? Number(string? header) =>
        int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
