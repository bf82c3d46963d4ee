using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Resources;

/// <summary>The names that <c>get_timestamp</c> takes.</summary>
[McpServerResourceType]
internal static class TimeZoneResources
{
    private const string PlainText = "text/plain";

    [McpServerResource(UriTemplate = "timezones://all", Name = "time_zones", Title = "Time zones", MimeType = PlainText)]
    [Description("The IANA names of all time zones, one a line.")]
    public static string All() => string.Join('\n', Names());

    [McpServerResource(
        UriTemplate = "timezones://region/{region}", Name = "time_zones_of_region", Title = "Time zones of a region", MimeType = PlainText)]
    [Description("The IANA names of the time zones of a region, one a line.")]
    public static string OfRegion(
        [Description("The first part of the names, such as Europe.")]
        [AllowedValues("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")]
        string region)
    {
        List<string> names = [.. Names().Where(name => name.StartsWith(region + "/", StringComparison.OrdinalIgnoreCase))];
        return names.Count > 0 ? string.Join('\n', names) : throw new McpException("There is no such region; completion/complete names them");
    }

    private static IEnumerable<string> Names() =>
        TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal);
}
