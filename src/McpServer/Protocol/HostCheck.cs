using System.Net;
using AgentStack.McpServer.Protocol.JsonRpc;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// Refuses foreign host names while the server listens on this machine alone: only a page that rebound its own name to
/// this machine would use one (DNS rebinding). A deployed server listens on all addresses and is called by names that
/// are the platform's to choose.
/// </summary>
internal sealed class HostCheck(RequestDelegate next, IServer server, McpOptions options)
{
    private readonly Lazy<bool> _isOnDesk = new(() => IsOnDesk(server));

    public Task InvokeAsync(HttpContext context) =>
        !_isOnDesk.Value || IsAllowed(context.Request.Headers.Host.ToString()) ? next(context) : RefuseAsync(context);

    // No browser leaves the name out. The header is read as it was sent: HttpRequest.Host throws at some.
    private bool IsAllowed(string header)
    {
        var host = new HostString(header).Host;
        return header.Length == 0 || IsThisMachine(host) || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsOnDesk(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(address => IsThisMachine(BindingAddress.Parse(address).Host));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext context) =>
        new RpcReply(context.Response).RefuseAsync(new RpcError(
            McpErrorCode.InvalidRequest,
            "This server listens on its own machine only and is not called by this name; its operator can allow it with Mcp:AllowedHosts",
            StatusCodes.Status403Forbidden));
}
