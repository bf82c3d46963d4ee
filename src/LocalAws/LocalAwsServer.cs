using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.AgentCore.Memory;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;
using AgentStack.LocalAws.Identity;
using AgentStack.LocalAws.Otlp;
using AgentStack.LocalAws.Ssm;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws;

/// <summary>The AWS endpoints that this stack calls, on one loopback port.</summary>
public sealed class LocalAwsServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalAwsOptions _options;

    private LocalAwsServer(WebApplication app, LocalAwsOptions options)
    {
        _app = app;
        _options = options;
        var features = app.Services.GetRequiredService<IServer>().Features;
        Address = new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        UserPool.Origin = Address;
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = Address.GetLeftPart(UriPartial.Authority),
            ["AWS_REGION"] = Region,
            ["AWS_DEFAULT_REGION"] = Region,
            ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
        };
    }

    public Uri Address { get; }

    public string Region => _options.Region;

    public string AccountId => _options.AccountId;

    public string AccessKeyId => _options.AccessKeyId;

    public string SecretAccessKey => _options.SecretAccessKey;

    public ParameterStore Parameters => Services.GetRequiredService<ParameterStore>();

    public UserPool UserPool => Services.GetRequiredService<UserPool>();

    public RuntimeRegistry Runtimes => Services.GetRequiredService<RuntimeRegistry>();

    public MemoryRegistry Memories => Services.GetRequiredService<MemoryRegistry>();

    /// <summary>What X-Ray and CloudWatch Logs were sent.</summary>
    public ReceivedTelemetry Telemetry => Services.GetRequiredService<ReceivedTelemetry>();

    public FaultBook Faults => Services.GetRequiredService<FaultBook>();

    /// <summary>The model behind Bedrock, which can be told what to answer.</summary>
    public LocalModel Model => Services.GetRequiredService<LocalModel>();

    /// <summary>The guardrails that a Converse request can name.</summary>
    public GuardrailBook Guardrails => Services.GetRequiredService<GuardrailBook>();

    /// <summary>What points any AWS SDK or the AWS CLI at this server.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    internal IServiceProvider Services => _app.Services;

    /// <exception cref="PortTakenException">The port belongs to another process.</exception>
    /// <exception cref="InvalidOperationException">A configured runtime or memory is not usable; the message names each key.</exception>
    public static async Task<LocalAwsServer> StartAsync(
        LocalAwsOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var app = LocalAwsApplication.Build(options);
        try
        {
            await app.StartAsync(cancellationToken);
            var server = new LocalAwsServer(app, options);
            foreach (var runtime in RuntimeConfiguration.Read(options, server.UserPool.DiscoveryUrl))
                server.Runtimes.Add(runtime);
            foreach (var memory in MemoryConfiguration.Read(options))
                server.Memories.Add(memory);
            if (options.GuardrailFile is { Length: > 0 } file)
                GuardrailFile.Load(file, server.Guardrails);

            return server;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new PortTakenException(options.Port, e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
