using System.Net;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>
/// Which 4xx answers of an MCP container reach the caller: a JSON-RPC message, since protocol negotiation is carried by
/// them, and 405 to GET and DELETE, which says that there is no stream and no session to end. All else is opaque.
/// </summary>
internal static class ContainerRefusal
{
    private const int LargestMessage = 1_000_000;

    public static async Task<bool> MayPassAsync(HttpResponseMessage response, Invocation invocation)
    {
        if (!invocation.IsMcp || (int)response.StatusCode >= 500)
            return false;

        if (response.StatusCode == HttpStatusCode.MethodNotAllowed && response.RequestMessage?.Content is null)
            return true;

        if (response.Content.Headers.ContentType?.MediaType != "application/json")
            return false;

        try
        {
            await response.Content.LoadIntoBufferAsync(LargestMessage, invocation.Aborted);
            return JsonRpc.IsMessage(await response.Content.ReadAsByteArrayAsync(invocation.Aborted));
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
