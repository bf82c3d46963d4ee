using System.Diagnostics;
using AgentStack.Settings;
using AgentStack.Telemetry.Export;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.Telemetry.Tests;

/// <summary>A real host with telemetry and three routes: one that has a span of its own, a health check, one that fails.</summary>
internal sealed class Host : IAsyncDisposable
{
    public static readonly TelemetryIdentity Identity = new("AgentStack.Sample", "sample");

    // A machine under load needs more than what the end of a real process can spare.
    private static readonly Farewell Patient = new(Limit: TimeSpan.FromMinutes(1), Least: TimeSpan.FromMinutes(1));

    private Host(WebApplication app, LogRecorder log, Dictionary<string, string?> settings)
    {
        (App, Log) = (app, log);
        Settings = settings;
        Http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    }

    public WebApplication App { get; }

    public LogRecorder Log { get; }

    public HttpClient Http { get; }

    public Dictionary<string, string?> Settings { get; }

    public ProcessTelemetry Telemetry => App.Services.GetRequiredService<ProcessTelemetry>();

    public bool IsExporting => App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<TelemetryLifetime>().Any();

    public static Task<Host> StartAsync(params (string Key, string Value)[] settings) => StartAsync(Patient, settings);

    /// <param name="farewell">How long the end of the host waits for its telemetry.</param>
    /// <param name="settings">Its configuration.</param>
    public static async Task<Host> StartAsync(Farewell farewell, params (string Key, string Value)[] settings)
    {
        var values = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        var log = new LogRecorder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(values);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        var reader = new SettingsReader(builder.Configuration);
        var telemetry = TelemetrySettings.Read(reader, builder.Configuration);
        reader.ThrowIfAnyProblem();
        builder.Services.AddSingleton(farewell);
        builder.AddTelemetry(Identity, telemetry);

        var app = builder.Build();
        app.MapGet("/work", Work);
        app.MapGet("/ping", Work);
        app.MapGet("/broken", () => Results.StatusCode(500));
        await app.StartAsync();
        return new Host(app, log, values);
    }

    /// <summary>What is wrong with settings.</summary>
    public static IReadOnlyList<string> ProblemsOf(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build();
        var reader = new SettingsReader(configuration);
        TelemetrySettings.Read(reader, configuration);
        try
        {
            reader.ThrowIfAnyProblem();
            return [];
        }
        catch (SettingsException e)
        {
            return e.Problems;
        }
    }

    public async Task<string> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(App.Urls.First()), path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        Log.Dispose();
    }

    // Says which trace it is in, and what it would send on.
    private static string Work(ProcessTelemetry telemetry, DistributedContextPropagator propagator, ILogger<Host> logger)
    {
        using var span = telemetry.Source.StartActivity("work");
#pragma warning disable CA1848, CA2254
        logger.LogWarning("Working");
#pragma warning restore CA1848, CA2254
        var headers = new List<string>();
        propagator.Inject(Activity.Current, headers, (carrier, name, value) => ((List<string>)carrier!).Add($"{name}: {value}"));
        return string.Join('\n', headers);
    }
}
