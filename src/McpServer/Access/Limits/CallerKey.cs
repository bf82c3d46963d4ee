using System.Net;
using System.Net.Sockets;

namespace AgentStack.McpServer.Access.Limits;

/// <summary>Tells callers apart: an issuer's client, or without a token the network that a request comes from.</summary>
internal static class CallerKey
{
    // Two issuers may give one id to two clients.
    public static string Of(HttpContext context) => context.User.FindFirst(Caller.ClientId)?.Value is { } clientId
        ? $"{context.User.FindFirst(Caller.Issuer)?.Value}\n{clientId}"
        : NetworkOf(context.Connection.RemoteIpAddress);

    // Whoever has one IPv6 address has all that begin with the same 64 bits.
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
