using System.Buffers;
using AgentStack.LocalAws.Faults;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>Hands a container's answer to the caller, each piece when it comes.</summary>
internal static class ContainerResponse
{
    private const int BufferSize = 16 * 1024;

    public static async Task RelayAsync(HttpResponseMessage answer, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        CopyHeaders(answer, context.Response);

        var isCut = context.Features.Get<StreamFaultFeature>() is not null;
        try
        {
            // A stream may be silent for a while; its headers shall not wait for the first piece.
            if (answer.Content.Headers.ContentLength is null)
                await context.Response.Body.FlushAsync(context.RequestAborted);

            await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            await CopyAsync(body, context.Response.Body, isCut, context.RequestAborted);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status is out: a broken connection is the only way left to say that the answer is not whole.
            isCut = true;
        }

        if (isCut)
            await context.CutAsync();
    }

    private static async Task CopyAsync(Stream from, Stream to, bool onlyFirst, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                var piece = onlyFirst ? (read + 1) / 2 : read;
                await to.WriteAsync(buffer.AsMemory(0, piece), cancellationToken);
                await to.FlushAsync(cancellationToken);
                if (onlyFirst)
                    return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void CopyHeaders(HttpResponseMessage answer, HttpResponse response)
    {
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!AgentCoreHeaders.HopByHop.Contains(name) && name is not ("Date" or "Server"))
                response.Headers[name] = values.ToArray();
        }
    }
}
