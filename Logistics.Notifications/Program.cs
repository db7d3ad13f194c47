using Logistics.Notifications;
using Logistics.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddCallerAuthentication();
builder.AddGrpcDefaults();
builder.AddNotifications();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapNotifications();
await app.RunAsync();
