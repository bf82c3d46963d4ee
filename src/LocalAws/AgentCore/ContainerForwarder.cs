using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>Sends a call on to its container, and the answer back as it comes.</summary>
internal sealed partial class ContainerForwarder(ILogger<ContainerForwarder> logger) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    public async Task ForwardAsync(Invocation invocation)
    {
        using var request = ContainerRequest.Build(invocation);
        using var response = await SendAsync(request, invocation);
        if (response is null)
            await invocation.RefuseAsync(InvocationErrors.FromContainer(StatusCodes.Status502BadGateway));
        else if ((int)response.StatusCode < 400 || await ContainerRefusal.MayPassAsync(response, invocation))
            await ContainerResponse.RelayAsync(response, invocation.Context);
        else
            await RefuseAsync(invocation, (int)response.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    private Task RefuseAsync(Invocation invocation, int status)
    {
        Log.ContainerRefused(logger, invocation.Runtime.Arn, invocation.Runtime.Address, status);
        return invocation.RefuseAsync(InvocationErrors.FromContainer(status));
    }

    private async Task<HttpResponseMessage?> SendAsync(HttpRequestMessage request, Invocation invocation)
    {
        try
        {
            return await _http.SendAsync(request, invocation.Aborted);
        }
        catch (HttpRequestException e)
        {
            Log.ContainerUnreachable(logger, e, invocation.Runtime.Arn, invocation.Runtime.Address);
            return null;
        }
        catch (OperationCanceledException e) when (!invocation.Aborted.IsCancellationRequested)
        {
            Log.ContainerUnreachable(logger, e, invocation.Runtime.Arn, invocation.Runtime.Address);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The container of {Arn} cannot be reached at {Address}: is it running?")]
        public static partial void ContainerUnreachable(ILogger logger, Exception exception, string arn, Uri address);

        [LoggerMessage(2, LogLevel.Warning, "The container of {Arn} at {Address} answered {Status}, a RuntimeClientError")]
        public static partial void ContainerRefused(ILogger logger, string arn, Uri address, int status);
    }
}
