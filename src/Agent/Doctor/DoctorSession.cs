using AgentStack.Agent.Commands;
using AgentStack.Agent.Doctor.Checks;
using AgentStack.Agent.Doctor.Reports;

namespace AgentStack.Agent.Doctor;

/// <summary>Tells each step as it comes, and decides the exit code: that of the first failure that is not harmless.</summary>
internal sealed class DoctorSession(IDoctorReport report)
{
    public async Task<int> RunAsync(IAsyncEnumerable<DoctorStep> steps)
    {
        var exitCode = ExitCode.Success;
        await foreach (var step in steps)
        {
            report.Add(step);
            if (step.IsObstacle && exitCode == ExitCode.Success)
                exitCode = (int)step.Area;
        }

        report.End(exitCode);
        return exitCode;
    }

    /// <summary>When nothing can be built: the settings are all that there is to tell of.</summary>
    public Task<int> RunAsync(IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        var plan = new DoctorPlan(new SettingsCheck(new SettingsProblems(problems), hasServers: true), Aws: null, []);
        return RunAsync(new DoctorRun(TimeProvider.System).RunAsync(plan, cancellationToken));
    }
}
