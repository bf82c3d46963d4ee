using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AgentStack.Agent.Tests;

/// <summary>Watches the streams that the agent writes, before they go over the wire.</summary>
internal sealed class EventSchemaFilter(EventSchema schema) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, proceed) =>
        {
            var body = http.Response.Body;
            http.Response.Body = new EventTap(body, schema, http.Response);
            try
            {
                await proceed(http);
            }
            finally
            {
                http.Response.Body = body;
            }
        });
        next(app);
    };
}
