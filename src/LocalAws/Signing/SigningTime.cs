using System.Globalization;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Signing;

/// <summary>When a request says that it was signed.</summary>
internal static class SigningTime
{
    /// <summary>How far a caller's clock may be off.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Basic = "yyyyMMdd'T'HHmmss'Z'";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Basic, CultureInfo.InvariantCulture);

    /// <summary>From <c>X-Amz-Date</c> or else <c>Date</c>; null when neither is there or readable.</summary>
    public static DateTimeOffset? Read(HttpRequest request)
    {
        if (request.Headers.TryGetValue(AwsHeaders.Date, out var amzDate))
            return ReadExact(amzDate.ToString(), Basic);

        return ReadExact(request.Headers.Date.ToString(), Basic) ?? ReadExact(request.Headers.Date.ToString(), "r");
    }

    public static SignatureRefusal? Judge(DateTimeOffset signedAt, DateTimeOffset now)
    {
        var (earliest, latest) = (now - Tolerance, now + Tolerance);
        if (signedAt < earliest)
        {
            return SignatureRefusal.Invalid(
                $"Signature expired: {Text(signedAt)} is now earlier than {Text(earliest)} ({Text(now)} - 5 min.)");
        }

        return signedAt > latest
            ? SignatureRefusal.Invalid(
                $"Signature not yet current: {Text(signedAt)} is still later than {Text(latest)} ({Text(now)} + 5 min.)")
            : null;
    }

    private static DateTimeOffset? ReadExact(string text, string format) =>
        DateTimeOffset.TryParseExact(
            text,
            format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : null;
}
