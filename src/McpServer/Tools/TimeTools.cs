using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tools;

[McpServerToolType]
internal sealed partial class TimeTools(TimeProvider clock)
{
    [McpServerTool(Name = "get_timestamp", Title = "Current date and time", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Returns the current date and time in ISO 8601, in UTC or in the time zone asked for. Use it for every "
        + "question about now, today or the time in a place.")]
    public string GetTimestamp(
        [Description("The IANA name of a time zone, such as Europe/Berlin or America/New_York. UTC when left out.")]
        string? timezone = null)
    {
        var now = clock.GetUtcNow();
        return timezone is null or "UTC"
            ? now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            : TimeZoneInfo.ConvertTime(now, Find(timezone)).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }

    private static TimeZoneInfo Find(string name) =>
        ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone
            : throw new McpException(
                "\"timezone\" is not a time zone that this server knows: it must be an IANA name such as Europe/Berlin, "
                + "America/New_York or Asia/Tokyo, or be left out for UTC.");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex ZoneName();
}
