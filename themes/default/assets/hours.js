// Says beside opening hours whether the place is open now, by the clocks where it is.
//
// In: `.hours-now` with `data-week` (Monday to Sunday, parted by semicolons: spans of minutes after midnight such as
// `480-960,1020-1140`, nothing where it is closed, `-` by appointment, `?` not known), `data-zone` (IANA time zone),
// `data-as-of` (YYYY-MM-DD) and the sentences. Out: one of the sentences, or nothing where the hours are over a year old.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY = 24 * 60;

/** The day of the week, the minutes after midnight and the date in a time zone. */
function clock(zone, now) {
  const form = { timeZone: zone, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit" };
  const parts = {};
  new Intl.DateTimeFormat("en-GB", { ...form, hour: "2-digit", minute: "2-digit", hour12: false })
    .formatToParts(now)
    .forEach(({ type, value }) => (parts[type] = value));
  const minutes = (Number(parts.hour) % 24) * 60 + Number(parts.minute);
  return { day: DAYS.indexOf(parts.weekday), minutes, date: `${parts.year}-${parts.month}-${parts.day}` };
}

/** Whether a day lies no more than a year before another, both as YYYY-MM-DD. */
function recent(day, today) {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}` >= today;
}

/** The spans of a day as pairs of minutes; one over midnight ends beyond the day. */
function spans(day) {
  return (day.match(/\d+-\d+/g) || []).map((span) => {
    const [from, to] = span.split("-").map(Number);
    return [from, to > from ? to : to + DAY];
  });
}

/** When the place that is open now closes, in minutes after midnight; nothing where it is closed. */
function until(week, { day, minutes }) {
  const open = (spans, at) => spans.find(([from, to]) => from <= at && at < to);
  const today = open(spans(week[day]), minutes);
  const yesterday = open(spans(week[(day + 6) % 7]), minutes + DAY);
  const found = today || yesterday;
  return found && found[1] % DAY;
}

function tell(line, now) {
  const { week, zone, asOf, open, closed, asked } = line.dataset;
  const days = week.split(";");
  const here = clock(zone, now);
  if (!recent(asOf, here.date)) return;
  const end = until(days, here);
  if (end !== undefined) {
    const time = `${Math.floor(end / 60)}:${String(end % 60).padStart(2, "0")}`;
    line.textContent = open.replace("{time}", time);
  } else if (days[here.day] === "?") return;
  else line.textContent = days[here.day] === "-" ? asked : closed;
  line.hidden = false;
}

for (const line of document.querySelectorAll(".hours-now")) tell(line, new Date());
