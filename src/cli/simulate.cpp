// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "given_policy.hpp"
#include "input.hpp"
#include "log_input.hpp"
#include "number_text.hpp"
#include "simulation_input.hpp"
#include "stop_signals.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <pangkas/io/output.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/io/simulated_log.hpp>
#include <pangkas/report/decision_times.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/decision_times.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/replay.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

struct simulate_options {
  input in;
  decision_input decisions;
  given_policy policy;
  simulation_input simulation;
  std::string log;
  std::string replay;
  std::string replay_matter;
  log_input of_log;
  bool json = false;
  bool all = false;
};

/// Days as people read them: three digits that tell something.
std::string days_text(double days) {
  return days >= 100  ? fmt::format("{:.0f}", days)
         : days >= 10 ? fmt::format("{:.1f}", days)
         : days >= 1  ? fmt::format("{:.2f}", days)
                      : fmt::format("{:.3f}", days);
}
std::string days_text(std::optional<double> days) { return days ? days_text(*days) : "–"; }

/// What one side has to say, line by line; the same lines for each side.
std::vector<std::pair<std::string, std::string>> figures(const decision_times& t) {
  const simulation_result& found = t.found;
  const auto mean = [&](double simulated_run::*which) {
    return days_text(t.days(found.interval(which)).mean);
  };
  const auto quantile = [&](double share) { return days_text(t.days(found.quantile(share))); };
  const mean_interval staying = t.staying();
  const auto controlled = found.controlled_staying();
  const auto busiest = found.theory.busiest;
  double open = 0;
  for (const simulated_run& run : found.runs) open += static_cast<double>(run.open);
  open /= static_cast<double>(found.runs.size());
  return {{"Hand-offs", shown(t.network.mean_hand_offs)},
          {"Days per decision, simulated",
           days_text(staying.mean) + " ± " + days_text(staying.half_width.value_or(0))},
          {"  with control variates",
           controlled ? days_text(t.days(controlled->mean.mean)) + " ± " +
                            days_text(t.days(controlled->mean.half_width.value_or(0)))
                      : "–"},
          {found.theory.is_exact ? "  by theory" : "  by theory, an approximation",
           days_text(t.staying_by_theory())},
          {"  half of them within", quantile(0.5)},
          {"  nine in ten within", quantile(0.9)},
          {"  95 in 100 within", quantile(0.95)},
          {"Of it waiting in queues", mean(&simulated_run::waiting)},
          {"  work", mean(&simulated_run::working)},
          {"  fixed delays", mean(&simulated_run::delayed)},
          {"Matters inside, on average", shown(found.interval(&simulated_run::present).mean)},
          {"Open at the end", shown(open)},
          {"Busiest post",
           busiest ? fmt::format("{} {}", harmless(t.org.code(t.network.positions[*busiest])),
                                 percent(found.theory.load[*busiest]))
                   : "–"}};
}

std::string stations_text(const decision_times& t, std::size_t most) {
  text_table table;
  table.row(
      {"Busiest posts", "seats", "load", "at work", "wait, days", "by theory", "waiting", "most"});
  const std::vector<std::uint32_t> order = t.busiest();
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    const std::uint32_t s = order[i];
    const simulated_station& at = t.found.stations[s];
    const position_id p = t.network.positions[s];
    const auto by_theory = t.found.theory.waiting[s];
    table.row({fmt::format("{} {}", t.org.code(p), t.org.title(p)), shown(t.org.seats(p)),
               percent(t.found.theory.load[s]), percent(at.utilisation),
               days_text(t.days(at.waiting)), by_theory ? days_text(t.days(*by_theory)) : "–",
               shown(at.queue), std::to_string(at.longest_queue)});
  }
  std::string text = table.str();
  if (order.size() > most)
    text += fmt::format("{} more; --all lists them, as does --json\n", order.size() - most);
  return text;
}

/// How it was found, and what is to be thought of it.
std::string method_text(const decision_times& t, const simulate_options& given) {
  const simulation_result& found = t.found;
  std::string text = fmt::format(
      "Working days of {} hours; {} of {} working days, the first "
      "{} not counted{}; seed {}\n",
      shown(static_cast<double>(t.working_day) / static_cast<double>(ticks_per_hour)),
      counted(found.runs.size(), "replication"), shown(t.days(static_cast<double>(found.horizon))),
      shown(t.days(static_cast<double>(found.warm_up))),
      given.simulation.finds_warm_up() ? " (MSER-5)" : "", given.simulation.seed());
  if (!found.is_precise)
    text +=
        "The precision that was asked for was not reached; the intervals "
        "are wider\n";
  return text;
}

std::string steadiness_text(const decision_times& t, const organisation* before = nullptr) {
  std::string text;
  if (!t.found.is_steady)
    text +=
        "No steady state was found: the times still change at the end, and "
        "the means are those of "
        "this span alone\n";
  for (const overload& o : overloads(t.org, t.network))
    text += fmt::format("{}\n", harmless(in_words(t.org, o, before)));
  if (t.network.undecidable_volume > 0)
    text += fmt::format("Left out for want of a decider: {} a year\n",
                        counted(shown(t.network.undecidable_volume), "matter"));
  const auto empty = static_cast<std::size_t>(
      std::ranges::count(t.found.runs, std::uint64_t{0}, &simulated_run::arrived));
  if (empty > 0)
    text += fmt::format(
        "No matter arrived in {} of {}, which {} as 0 days; simulate longer "
        "(--horizon)\n",
        empty, counted(t.found.runs.size(), "replication"), agreeing(empty, "counts", "count"));
  return text;
}

std::string as_text(const decision_times& t, const simulate_options& given) {
  text_table table;
  for (const auto& [name, value] : figures(t)) table.row({name, value});
  return table.str() + method_text(t, given) + steadiness_text(t) + "\n" +
         stations_text(t, given.all ? std::numeric_limits<std::size_t>::max() : 10);
}

std::string break_even_text(const times_before_after& t, std::size_t most) {
  if (t.break_even.empty()) return {};
  text_table table;
  table.row({"Converted posts", "receiver", "its load", "work may move", "moves",
             "own decisions, at most", "had"});
  std::size_t shown_posts = 0;
  for (const post_break_even& post : t.break_even) {
    if (++shown_posts > most) break;
    table.row({std::string(t.before.org.code(post.post)),
               std::string(t.after.org.code(post.receiver)),
               fmt::format("{} → {}", percent(post.load_before), percent(post.load_after)),
               percent(post.alpha), percent(post.moved_work),
               post.q       ? percent(post.q)
               : post.alpha ? "any"
                            : "–",
               percent(post.moved_authority)});
  }
  std::string text =
      "\nBreak-even: decisions get slower if more of the work "
      "moves up, or if more was "
      "decided below\n" +
      table.str();
  if (t.break_even.size() > most)
    text += fmt::format("{} more; --all lists them, as does --json\n", t.break_even.size() - most);
  return text;
}

std::string as_text(const times_before_after& t, const simulate_options& given) {
  const std::size_t most = given.all ? std::numeric_limits<std::size_t>::max() : 10;
  text_table table;
  table.row({"", "Before", "After"});
  const auto before = figures(t.before);
  const auto after = figures(t.after);
  for (std::size_t i = 0; i < before.size(); ++i)
    table.row({before[i].first, before[i].second, after[i].second});
  std::string text = table.str();
  const auto days = [](double value) {
    return (value < 0 ? "-" : "") + days_text(std::abs(value));
  };
  text += fmt::format(
      "Difference, before − after: {} ± {} days; the same "
      "draws on both sides divide its variance by "
      "{}\n",
      days(t.difference.difference.mean), days(t.difference.difference.half_width.value_or(0)),
      shown(t.difference.variance_ratio));
  text += method_text(t.before, given);
  for (const decision_times* side : {&t.before, &t.after})
    if (const std::string says = steadiness_text(*side, side == &t.after ? &t.before.org : nullptr);
        !says.empty())
      text += (side == &t.before ? "Before: " : "After: ") + says;
  text += fmt::format("\n{}\n\nBefore\n{}\nAfter\n{}", harmless(t.in_words()),
                      stations_text(t.before, most), stations_text(t.after, most));
  return text + break_even_text(t, most);
}

void write_log(const std::string& name, const decision_times& times,
               const std::vector<simulated_step>& log, const working_calendar& calendar) {
  const stop_signals signals;
  output_file file(name);
  write_simulated_log(times.org, times.network, log, calendar,
                      signals.watch([&](std::string_view text) { file.write(text); }));
  file.commit();
}

/// Lets matters arrive when the cases of a log began; what is left out is said.
void replay(const simulate_options& given, const organisation& org, timing_options& how,
            evidence& origin) {
  const log_read read = given.of_log.read(given.replay, given.in.threads(), given.json);
  if (read.input) origin.inputs.push_back(*read.input);
  log_replay found = replay_of(read.log, org, how.network.office.calendar, given.replay_matter);
  if (found.unknown + found.without_time != 0)
    complain(fmt::format("{}: {} of no known matter and {} without a stamp are left out",
                         given.replay, counted(found.unknown, "case"), found.without_time));
  if (found.is_shifted)
    complain(
        fmt::format("{}: the calendar begins after the log; the office opens on the first day "
                    "of the log",
                    given.replay));
  if (how.simulation.horizon == 0) how.simulation.horizon = found.horizon;
  how.network.replay = std::move(found.matters);
}

void run(const simulate_options& given) {
  const bool has_policy = given.policy.is_given();
  std::optional<loaded_policy> loaded;
  if (has_policy) loaded = given.policy.load();
  read_result read = given.in.read(given.json ? input_hashes::taken : input_hashes::unused);
  evidence origin = evidence_of(read);
  timing_options how =
      given.simulation.timing(given.decisions.options(), given.in.threads(), origin.inputs);
  if (!given.replay.empty()) replay(given, read.organisation, how, origin);
  given.in.stats().begin("simulate");
  given.simulation.check(read.organisation, how);
  timing_evidence told = given.simulation.told(how);
  if (given.all) told.stations = std::numeric_limits<std::size_t>::max();
  std::vector<simulated_step> log;
  std::vector<simulated_step>* const to_log = given.log.empty() ? nullptr : &log;
  const working_calendar& calendar = how.network.office.calendar;
  const std::string written =
      given.log.empty() ? std::string{} : fmt::format("Written to {}\n", harmless(given.log));
  if (!has_policy) {
    const decision_times times = time_decisions(read.organisation, how, to_log);
    if (to_log != nullptr) write_log(given.log, times, log, calendar);
    return print(given.json ? to_json(times, told, origin) : as_text(times, given) + written,
                 written);
  }
  given.policy.tell_missing_layers(read.organisation);
  const simplification played =
      loaded->steps ? simplify_decisions(read.organisation, *loaded->steps, how.network.decisions)
                    : simplify_decisions(read.organisation, loaded->rules, how.network.decisions);
  const times_before_after times = time_decisions(read.organisation, played.after, how, to_log);
  if (to_log != nullptr) write_log(given.log, times.after, log, calendar);
  print(given.json ? to_json(times, told, origin, loaded->evidence(given.policy.layers()))
                   : as_text(times, given) + written,
        written);
}

}  // namespace

void add_simulate(command_line app, int&) {
  const auto given = std::make_shared<simulate_options>();
  const command_line command = app.add_subcommand("simulate",
                                                  "What decisions take in time, by theory "
                                                  "and by simulation; before and after");
  given->in.add_to(command);
  given->decisions.add_to(command);
  given->policy.add_scenario_to(command, given->policy.add_to(command));
  const std::string group = "Simulating";
  given->simulation.add_to(command, group);
  command.writes(command
                     .add_option("--log", given->log,
                                 "write the steps of one replication as an event log in XES; with "
                                 "--policy, those afterwards")
                     .type_name("FILE")
                     .group(group));
  const std::string again = "Replaying a log";
  const option replays =
      command
          .add_option("--replay", given->replay,
                      "event log: its matters arrive when its cases began, in place of their "
                      "volume; until its end if no --horizon is given")
          .type_name("LOG")
          .group(again);
  command.reads(replays);
  command
      .add_option("--replay-matter", given->replay_matter,
                  "the matter of every case, where the log does not say")
      .type_name("CODE")
      .needs(replays)
      .group(again);
  given->of_log.add_reading(command, again);
  command.add_flag("--json", given->json, "print everything as JSON under stable keys");
  command.add_flag("--all", given->all, "list all posts, not the busiest 10 (--json: 1,000)");
  command.footer(
      "Examples:\n"
      "  pangkas simulate examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority "
      "examples/id-ministry/authority.csv\n"
      "  pangkas simulate examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority "
      "examples/id-ministry/authority.csv --policy "
      "id-central-2021 --horizon 1y");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli
