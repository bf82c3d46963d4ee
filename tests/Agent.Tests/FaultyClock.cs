using AgentStack.Agent.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests;

/// <summary>A clock that breaks the agent where nothing ever fails: at the beginning of a turn.</summary>
internal sealed class FaultyClock : TimeProvider
{
    public bool IsBroken { get; set; }

    public override DateTimeOffset GetUtcNow() =>
        IsBroken ? throw new InvalidOperationException("the inner words of a fault") : base.GetUtcNow();

    public void Use(WebApplicationBuilder builder) => builder.Services.AddSingleton(new BusyGauge(this));
}
