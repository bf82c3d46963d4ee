using AgentStack.Agent.Commands;

namespace AgentStack.Agent.Doctor;

/// <summary>What a step belongs to; each has an exit code of its own.</summary>
internal enum DoctorArea
{
    Settings = ExitCode.WrongSettings,
    AwsCredentials = ExitCode.WrongAwsCredentials,
    Credentials = ExitCode.WrongCredentials,
    Server = ExitCode.WrongServer,
    Model = ExitCode.WrongModel,
    Other = ExitCode.WrongOther,
}
