using AgentStack.Settings;

namespace AgentStack.Agent.Invocations;

/// <summary>Where the agent is told to listen; what cannot be listened on is named with the other settings, not by a crash.</summary>
internal static class ListenAddresses
{
    private const int HighestPort = 65_535;

    public static void Check(SettingsReader reader, IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsListenable(url))
                reader.AddProblem(WebHostDefaults.ServerUrlsKey, $"holds \"{url}\", which is not an address such as http://127.0.0.1:8080");
        }
    }

    private static bool IsListenable(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return (address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase)
                    || address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
                && address.PathBase is "" or "/"
                && address.Port is >= 0 and <= HighestPort;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
