using System.Runtime.CompilerServices;

namespace AgentStack.Agent.Doctor;

/// <summary>Runs a plan. Chains run side by side; their steps come out in order, each as soon as it is its turn.</summary>
internal sealed class DoctorRun(TimeProvider clock)
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TotalLimit = TimeSpan.FromSeconds(120);

    public async IAsyncEnumerable<DoctorStep> RunAsync(
        DoctorPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TotalLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        var settings = TryAsync(plan.Settings, either.Token);
        var aws = plan.Aws is { } check ? TryAsync(check, either.Token) : null;
        var chains = plan.Chains.SelectMany(chain => Start(chain, aws, either.Token)).ToList();

        foreach (var step in (IEnumerable<Task<DoctorStep>>)[settings, .. aws is null ? Array.Empty<Task<DoctorStep>>() : [aws], .. chains])
        {
            var taken = await step;
            cancellationToken.ThrowIfCancellationRequested();
            yield return taken;
        }

        if (plan.Last is { } last)
            yield return await TryAsync(last, either.Token);
    }

    private List<Task<DoctorStep>> Start(CheckChain chain, Task<DoctorStep>? aws, CancellationToken cancellationToken)
    {
        var steps = new List<Task<DoctorStep>>();
        foreach (var check in chain.Checks)
        {
            var before = steps.Count > 0 ? steps[^1] : chain.NeedsAws ? aws : null;
            steps.Add(chain.Obstacle is { } obstacle
                ? Task.FromResult(DoctorStep.Skipped(check, obstacle))
                : TakeAsync(check, before, cancellationToken));
        }

        return steps;
    }

    private async Task<DoctorStep> TakeAsync(IDoctorCheck check, Task<DoctorStep>? before, CancellationToken cancellationToken)
    {
        if (before is null)
            return await TryAsync(check, cancellationToken);

        var earlier = await before;
        if (earlier.IsObstacle)
            return DoctorStep.Skipped(check, $"because {earlier.Name} failed");

        // The reason is that of the first that was skipped, which names the one that failed.
        return earlier.Status == StepStatus.Skipped && earlier.Server == check.Server
            ? DoctorStep.Skipped(check, earlier.Finding.Text)
            : await TryAsync(check, cancellationToken);
    }

    private async Task<DoctorStep> TryAsync(IDoctorCheck check, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return DoctorStep.Skipped(check, $"because {TotalLimit.TotalSeconds:0} s were up");

        var begun = clock.GetTimestamp();
        var finding = await LimitAsync(check, cancellationToken);
        var status = finding.IsGood ? StepStatus.Ok : StepStatus.Failed;
        return new DoctorStep(check.Name, check.Server, check.Area, status, clock.GetElapsedTime(begun), finding);
    }

    private async Task<Finding> LimitAsync(IDoctorCheck check, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StepLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A library may keep its thread, or not heed its token: neither holds up the others or the end.
            return await Task.Run(() => check.RunAsync(either.Token), CancellationToken.None).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return Finding.Bad(
                $"No answer within {StepLimit.TotalSeconds:0} s", null, "Check the network between here and there, and that the other side is up.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever one check does, the others are made.
            return Finding.Bad(
                $"The check itself failed ({e.GetType().Name})", null, "Run it again; --Logging:LogLevel:Default=Debug may tell more.");
        }
    }
}
