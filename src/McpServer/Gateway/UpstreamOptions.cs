using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway;

/// <summary>One server behind the gateway: the section <c>Gateway:Upstreams:{name}</c>, a remote server's and more.</summary>
internal sealed class UpstreamOptions : RemoteServerOptions;
