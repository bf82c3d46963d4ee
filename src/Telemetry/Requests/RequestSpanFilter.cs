using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AgentStack.Telemetry.Requests;

/// <summary>Puts <see cref="RequestSpan"/> before all that a host does with a request.</summary>
internal sealed class RequestSpanFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestSpan>();
        next(app);
    };
}
