namespace AgentStack.Agent.Lifecycle;

/// <summary>Tells a load balancer whether to send turns here, and a person what the agent has to do without.</summary>
internal static class ReadyEndpoint
{
    private const string Path = "/health/ready";

    public static void MapReady(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], (ReadyReport report) =>
        {
            var reply = report.Create();
            var status = reply.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return TypedResults.Json(reply, ReadyJson.Default.ReadyReply, statusCode: status);
        });
}
