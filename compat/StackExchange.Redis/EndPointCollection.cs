using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;

namespace StackExchange.Redis;

public sealed class EndPointCollection : Collection<EndPoint>
{
    public void Add(string hostAndPort)
    {
        var colon = hostAndPort.LastIndexOf(':');
        var host = colon < 0 ? hostAndPort : hostAndPort[..colon];
        var port = colon < 0 ? 0 : int.Parse(hostAndPort[(colon + 1)..], CultureInfo.InvariantCulture);
        Add(IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port));
    }
}
