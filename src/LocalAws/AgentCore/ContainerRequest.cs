using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>The caller's request as the container gets it.</summary>
internal static class ContainerRequest
{
    public static HttpRequestMessage Build(Invocation invocation)
    {
        var request = invocation.Context.Request;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), Address(invocation.Runtime))
        {
            Content = HttpMethods.IsPost(request.Method) ? new StreamContent(request.Body) : null,
        };

        foreach (var (name, values) in request.Headers)
        {
            if (!IsForwarded(name, invocation.Runtime))
                continue;

            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return message;
    }

    private static Uri Address(LocalRuntime runtime)
    {
        var path = runtime.Protocol is RuntimeProtocol.Mcp ? "mcp" : "invocations";
        return new Uri($"{runtime.Address.AbsoluteUri.TrimEnd('/')}/{path}");
    }

    private static bool IsForwarded(string header, LocalRuntime runtime)
    {
        if (AgentCoreHeaders.HopByHop.Contains(header))
            return false;

        return !AgentCoreHeaders.NotForwarded.Contains(header)
            || (runtime.Authorizer is not null && header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                && runtime.RequestHeaderAllowlist.Contains(header, StringComparer.OrdinalIgnoreCase));
    }
}
