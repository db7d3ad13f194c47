namespace MailKit.Net.Smtp;

/// <summary>A server's reply: its code and the text of its lines.</summary>
public class SmtpResponse(SmtpStatusCode code, string response)
{
    public SmtpStatusCode StatusCode { get; } = code;

    public string Response { get; } = response;
}
