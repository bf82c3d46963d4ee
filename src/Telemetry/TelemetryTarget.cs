using System.Net;
using AgentStack.RemoteMcp.Aws;
using AgentStack.Telemetry.Export;

namespace AgentStack.Telemetry;

/// <summary>Where one signal goes, for those who want to know whether it gets there.</summary>
public sealed class TelemetryTarget
{
    private readonly OtlpTarget _target;

    internal TelemetryTarget(Signal signal, OtlpTarget target) => (Signal, _target) = (signal.ToString().ToLowerInvariant(), target);

    /// <summary>traces, metrics or logs.</summary>
    public string Signal { get; }

    /// <summary>The address, without what may be a key.</summary>
    public string Address => _target.ToString();

    /// <summary>Whether exports are signed with the process's AWS credentials.</summary>
    public bool IsSigned => _target.Signature is not null;

    /// <summary>Sends an export of nothing.</summary>
    /// <returns>The answer; null where only the connection can be tried.</returns>
    /// <exception cref="HttpRequestException">The target cannot be reached.</exception>
    public Task<HttpStatusCode?> KnockAsync(AwsSettings aws, TimeProvider clock, CancellationToken cancellationToken) =>
        new TargetProbe(aws, clock).AskAsync(_target, cancellationToken);
}
