using AgentStack.McpServer.Access;
using AgentStack.McpServer.Gateway;
using AgentStack.McpServer.Gateway.Reload;
using AgentStack.McpServer.Guardrails;
using AgentStack.McpServer.Health;
using AgentStack.McpServer.Hosting;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Telemetry;
using AgentStack.Settings;
using AgentStack.Telemetry;
using AgentStack.Telemetry.Logging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.McpServer;

/// <summary>The MCP server, for its own process and for whoever starts it inside another.</summary>
public static class McpServerApplication
{
    /// <summary>The key of the <see cref="HttpClient"/> service that asks the issuer for its keys.</summary>
    public const string IssuerHttpClient = "issuer";

    /// <summary>
    /// Builds the server. What <paramref name="configure"/> adds goes before the defaults: configuration sources win,
    /// and a registered <see cref="TimeProvider"/> or issuer <see cref="HttpClient"/> stays.
    /// </summary>
    /// <exception cref="SettingsException">The configuration is wrong; the message says where.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddDefaultSettings();
        builder.AddLog();
        configure?.Invoke(builder);
        builder.AddSettingsFiles($"{GatewayOptions.Section}:{nameof(GatewayOptions.ConfigFile)}");

        var settings = ServerSettings.Read(builder.Configuration, out var problems);
        problems = [.. SettingsSections.Problems(SettingsFiles.Of(builder.Configuration)), .. problems];
        if (problems.Count > 0)
            throw new SettingsException(problems);

        builder.Services.TryAddSingleton(TimeProvider.System);
        if (settings.Gateway.OwnTools)
            builder.Services.AddOffers(typeof(McpServerApplication).Assembly);

        builder.Services.AddGuardrails(settings.Guardrails);
        builder.AddTelemetry(ServerTelemetry.Identity, settings.Telemetry);
        builder.Services.AddSingleton<ServerTelemetry>();
        builder.Services.AddMcp(settings.Mcp);
        builder.Services.AddGateway(settings.Gateway, isReloadable: SettingsFiles.Of(builder.Configuration).Count > 0);
        builder.Services.AddAccess(settings.Access);
        builder.Services.AddSingleton<PingEndpoint>();
        builder.LimitRequests(settings.Mcp.MaxRequestBytes);

        var app = builder.Build();
        app.UseMiddleware<SecureHeaders>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<FailureAnswer>();
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<OriginCheck>();
        app.UseAccess();
        app.MapGet(PingEndpoint.Path, app.Services.GetRequiredService<PingEndpoint>().HandleAsync);
        app.MapGateway();
        app.MapMcp();
        return app;
    }

    private static void CheckArguments(string[] args)
    {
        var (settings, words) = SettingArguments.Split(args);
        if (words.Length > 0)
            throw new SettingsException([$"{words[0]} is no argument; settings are passed as --Section:Key=value, see docs/mcp-server.md"]);

        SettingArguments.Check(settings, SettingsSections.All);
    }

    /// <summary>Runs the server until it is told to stop.</summary>
    /// <returns>The exit code: 1, after a line on stderr, when it cannot start as configured.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            CheckArguments(args);
            await using var app = Build(args);
            using var hangUp = app.ReloadOnHangUp();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is SettingsException or IOException or FormatException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"agentstack-mcp-server cannot start: {e.Message}");
            return 1;
        }
    }
}
