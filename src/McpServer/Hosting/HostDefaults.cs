using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;

namespace AgentStack.McpServer.Hosting;

/// <summary>What holds where nobody has said otherwise.</summary>
internal static class HostDefaults
{
    private const int Port = 8000;

    /// <summary>Beneath every other source, so that anything overrides it.</summary>
    public static void AddDefaultSettings(this WebApplicationBuilder builder)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("appsettings.json")!;
        var defaults = new ConfigurationBuilder().AddJsonStream(file).Build().AsEnumerable();
        var address = KeyValuePair.Create<string, string?>(WebHostDefaults.ServerUrlsKey, Address(builder.Configuration));
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [.. defaults, address] });
    }

    public static void LimitRequests(this WebApplicationBuilder builder, long maxRequestBytes) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxRequestBytes;
        });

    // Inside a container loopback would be out of reach; on a desk everything else would be in reach of the network.
    private static string Address(IConfiguration configuration) =>
        configuration.GetValue("DOTNET_RUNNING_IN_CONTAINER", false) ? $"http://0.0.0.0:{Port}" : $"http://127.0.0.1:{Port}";
}
