using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentStack.LocalAws.Faults;

/// <summary>Faults for those who are not in this process: <c>/_local/faults</c>.</summary>
internal sealed class FaultEndpoint(FaultBook book, EndpointDataSource endpoints)
{
    public const string Path = "/_local/faults";

    private const string Example = """{"operation":"ConverseStream","kind":"throttle","count":2}""";

    public Task ListAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(
            [.. book.Pending.Select(FaultText.From)],
            FaultJson.Default.FaultTextArray,
            cancellationToken: context.RequestAborted);

    public async Task AddAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } text)
        {
            await RefuseAsync(context, $"The body must be a JSON object such as {Example}");
            return;
        }

        if (text.Problem(Operations()) is { } problem)
        {
            await RefuseAsync(context, problem);
            return;
        }

        book.Add(text.ToFault());
        await ListAsync(context);
    }

    public Task ClearAsync(HttpContext context)
    {
        book.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // The body is read whatever its content type, so that a bare curl -d works.
    private static async Task<FaultText?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, FaultJson.Default.FaultText, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, string problem)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject { ["error"] = problem }.ToJsonString(), context.RequestAborted);
    }

    private string[] Operations() =>
    [
        .. endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<AwsOperation>()?.Name)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
