using AgentStack.Agent.Chat;

namespace AgentStack.Agent.Doctor.Reports;

/// <summary>Lines for a person: a sign, the step, its time, what was found; below a failure the cause and the remedy.</summary>
internal sealed class TextReport(TextWriter output, bool isColoured, bool showsFixes) : IDoctorReport
{
    private const int TitleWidth = 26;
    private const int LongestLine = 1000;
    private const string Indent = "      ";
    private const string Reset = "\u001b[0m";

    private readonly List<DoctorStep> _steps = [];

    public void Add(DoctorStep step)
    {
        _steps.Add(step);
        var time = step.Status == StepStatus.Skipped ? "" : $"{step.Duration.TotalMilliseconds:0} ms";
        output.WriteLine($"{Sign(step.Status)} {step.Title.PadRight(TitleWidth)} {time,8}  {PrintableText.Line(Text(step), LongestLine)}");
        if (step.Status != StepStatus.Failed)
            return;

        Write("cause:  ", step.Finding.Cause);
        Write("remedy: ", step.Finding.Remedy);
    }

    public void End(int exitCode)
    {
        var fixes = _steps.Where(step => step.Status == StepStatus.Failed).SelectMany(step => step.Finding.Fix).Distinct().ToList();
        output.WriteLine();
        output.WriteLine($"{Count(StepStatus.Ok)} ok, {Count(StepStatus.Failed)} failed, {Count(StepStatus.Skipped)} skipped; exit code {exitCode}");
        if (fixes.Count == 0)
            return;

        if (!showsFixes)
        {
            output.WriteLine("doctor --fix prints the commands that would mend it.");
            return;
        }

        output.WriteLine();
        output.WriteLine("# What would mend it; put in what stands in <…>. Nothing was run.");
        foreach (var fix in fixes)
            output.WriteLine(PrintableText.Of(fix));
    }

    private int Count(StepStatus status) => _steps.Count(step => step.Status == status);

    private static string Text(DoctorStep step) =>
        step.Status == StepStatus.Skipped ? $"skipped {step.Finding.Text}" : step.Finding.Text;

    private void Write(string label, string? text)
    {
        foreach (var (line, i) in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => (line, i)))
            output.WriteLine($"{Indent}{(i == 0 ? label : new string(' ', label.Length))}{PrintableText.Of(line)}");
    }

    private string Sign(StepStatus status) => status switch
    {
        StepStatus.Ok => Coloured("ok  ", "\u001b[32m"),
        StepStatus.Failed => Coloured("FAIL", "\u001b[31m"),
        _ => Coloured("--  ", "\u001b[33m"),
    };

    private string Coloured(string sign, string colour) => isColoured ? $"{colour}{sign}{Reset}" : sign;
}
