namespace AgentStack.Agent.Lifecycle;

/// <summary>Says at once whether the process is busy; it waits for nothing and asks nobody.</summary>
internal static class PingEndpoint
{
    private const string Path = "/ping";

    public static void MapPing(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], (BusyGauge gauge) =>
        {
            var (isBusy, changedAt) = gauge.Status;
            var reply = new PingReply(isBusy ? "HealthyBusy" : "Healthy", changedAt.ToUnixTimeSeconds());
            return TypedResults.Json(reply, PingJson.Default.PingReply);
        });
}
