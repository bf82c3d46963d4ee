using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Signing;
using OpenTelemetry.Exporter;

namespace AgentStack.Telemetry.Export;

/// <summary>Sends a target an export of nothing, which is a valid one: it proves the way and changes nothing there.</summary>
internal sealed class TargetProbe(AwsSettings aws, TimeProvider clock)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <returns>Null for gRPC, of which only the connection is tried.</returns>
    /// <exception cref="HttpRequestException">The target cannot be reached.</exception>
    public Task<HttpStatusCode?> AskAsync(OtlpTarget target, CancellationToken cancellationToken) =>
        target.Protocol == OtlpExportProtocol.Grpc ? ConnectAsync(target, cancellationToken) : PostAsync(target, cancellationToken);

    private static async Task<HttpStatusCode?> ConnectAsync(OtlpTarget target, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target.Endpoint.Host, target.Endpoint.Port, cancellationToken);
            return null;
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(e.Message, e);
        }
    }

    private async Task<HttpStatusCode?> PostAsync(OtlpTarget target, CancellationToken cancellationToken)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
        };
        if (target.Signature is { } signature)
            handler = new SigV4Handler(signature, aws, clock, handler);

        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Endpoint) { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        foreach (var pair in (target.Headers ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is [var name, var value])
                request.Headers.TryAddWithoutValidation(name.Trim(), Uri.UnescapeDataString(value.Trim()));
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode;
    }
}
