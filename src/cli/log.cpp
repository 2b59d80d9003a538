// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "input.hpp"
#include "log_input.hpp"
#include "log_text.hpp"
#include "streams.hpp"
#include "table_output.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/process/calibration.hpp>
#include <pangkas/process/log_tables.hpp>
#include <pangkas/report/event_log.hpp>

#include <fmt/format.h>

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

struct log_command {
  std::string log;
  std::vector<std::string> chart;
  input in;
  decision_input decisions;
  log_input of_log;
  std::string level = "resource";
  std::string missing = "left-out";
  std::string from;
  std::string until;
  std::string before;
  std::string change;
  std::string log_before;
  std::string calibrate;
  std::vector<std::string> ending;
  std::size_t enough = 30;
  bool json = false;
  table_output rows;
};

std::int64_t day_given(const std::string& option, const std::string& text, std::int64_t absent) {
  if (text.empty()) return absent;
  const auto when = text.size() == 10 ? parse_instant(text) : std::nullopt;
  if (!when) throw usage_error(option, fmt::format("\"{}\" is no day, as 2021-06-30 is", text));
  return day_of(when->at);
}

missing_performer missing_of(const std::string& word) {
  return word == "value"      ? missing_performer::value
         : word == "left-out" ? missing_performer::left_out
                              : missing_performer::pairs_known;
}

/// Matters as a table that every command reads, with what stands behind each figure beside it.
std::string calibrated_table(std::vector<matter> known,
                             const std::vector<calibrated_matter>& found) {
  organisation_parts parts;
  parts.matters = with_calibration(std::move(known), found);
  const std::vector<matter> matters = parts.matters;
  const organisation org(std::move(parts));
  std::string written;
  write_matter_table(org, [&](std::string_view piece) { written += piece; });
  csv_reader reader(written, "matters");
  csv_row row;
  std::string table;
  std::vector<std::string> more{
      "from_log",          "volume_low",         "volume_high", "work_n",
      "work_minutes_low",  "work_minutes_high",  "work_is",     "waiting_n",
      "waiting_hours_low", "waiting_hours_high", "returned",    "not_enough"};
  for (std::size_t at = 0; reader.next(row); ++at) {
    if (at > 0) {
      more.assign(more.size(), {});
      const auto of = std::ranges::find(found, matters[at - 1].code, &calibrated_matter::matter);
      if (of != found.end()) {
        const auto number = [](const std::optional<estimate>& e, double estimate::*member) {
          return e ? format_number((*e).*member) : std::string();
        };
        const auto n = [](const std::optional<estimate>& e) {
          return e ? std::to_string(e->n) : std::string();
        };
        more = {std::to_string(of->cases),
                number(of->volume, &estimate::low),
                number(of->volume, &estimate::high),
                n(of->work_minutes),
                number(of->work_minutes, &estimate::low),
                number(of->work_minutes, &estimate::high),
                !of->work_minutes ? ""
                : of->from_starts ? "measured"
                                  : "at most",
                n(of->waiting_hours),
                number(of->waiting_hours, &estimate::low),
                number(of->waiting_hours, &estimate::high),
                format_number(of->returned.value_or(0)),
                not_enough_of(*of)};
      }
    }
    std::vector<std::string_view> cells(row.cells().begin(), row.cells().end());
    cells.insert(cells.end(), more.begin(), more.end());
    append_csv_row(table, cells);
  }
  return table;
}

result_table table_by(const std::string& what, const std::shared_ptr<const levelled_log>& from) {
  if (what == "case") return case_table(from);
  if (what == "activity") return activity_table(from);
  if (what == "hand-over") return hand_over_table(from);
  if (what == "performer") return performer_table(from);
  if (what == "variant") return variant_table(from);
  return year_table(from);
}

/// Takes the cases that began before a day out of a log.
log_read split(log_read& read, std::int64_t day, const log_command& given) {
  log_read earlier;
  earlier.format = read.format;
  earlier.log = cases_begun(read.log, std::numeric_limits<std::int64_t>::min(), day - 1);
  read.log = cases_begun(read.log, day, std::numeric_limits<std::int64_t>::max());
  for (const auto& [log, when] :
       {std::pair(&earlier.log, "before"), std::pair(&read.log, "on or after")})
    if (log->size() == 0)
      throw input_error(
          fmt::format("no case begins {} {}, so there is nothing to compare", when, given.change),
          given.log);
  return earlier;
}

void run(const log_command& given) {
  given.in.stats().begin("read");
  const std::int64_t first =
      day_given("--from", given.from, std::numeric_limits<std::int64_t>::min());
  const std::int64_t last =
      day_given("--until", given.until, std::numeric_limits<std::int64_t>::max());
  const log_level level = *detail::parse_enum<log_level>(detail::log_level_names, given.level);
  const bool is_of_chart = level == log_level::position || level == log_level::unit;
  if (given.of_log.map().empty() && is_of_chart)
    throw usage_error("--level", given.level +
                                     " needs a map from performers to positions (--map) and the "
                                     "files of the chart");
  if (given.of_log.map().empty() != given.chart.empty())
    throw usage_error("--map", given.of_log.map().empty()
                                   ? "a chart is given, but no map from performers to positions"
                                   : "a map needs the files of the chart behind the log");
  refuse_read_twice(std::vector<std::string>{given.log, given.log_before, given.of_log.map()});
  if (!given.change.empty() && !given.log_before.empty())
    throw usage_error("--change",
                      "the earlier time is another log (--log-before), or that before a "
                      "day; choose one");
  if (!(given.change + given.log_before).empty() && given.rows.is_given())
    throw usage_error("--by", "rows are of one time: choose it by --from and --until");

  evidence origin;
  const auto read_log = [&](const std::string& name) {
    log_read read = given.of_log.read(name, given.in.threads(), given.json);
    if (!given.from.empty() || !given.until.empty()) {
      read.log = cases_begun(read.log, first, last);
      if (read.log.size() == 0)
        throw input_error(fmt::format("no case of {} begins in that time", name), name);
    }
    if (read.input) origin.inputs.push_back(*read.input);
    return read;
  };
  log_read read = read_log(given.log);
  std::optional<log_read> earlier;
  if (!given.log_before.empty()) earlier = read_log(given.log_before);
  if (!given.change.empty()) earlier = split(read, day_given("--change", given.change, 0), given);

  std::vector<map_row> map;
  std::optional<mapped_log> mapped;
  std::optional<read_result> chart;
  std::optional<read_result> before;
  if (!given.chart.empty()) {
    map_read read_map = given.of_log.read_map(given.json ? &origin.inputs : nullptr);
    map = read_map.rows;
    chart = given.in.read(given.chart, given.json ? input_hashes::taken : input_hashes::unused,
                          [&](const organisation& org) {
                            mapped = given.of_log.mapped(read, std::move(read_map), org);
                            return &read.findings;
                          });
    origin.inputs.insert(origin.inputs.end(), chart->inputs.begin(), chart->inputs.end());
    origin.errors += count(chart->findings, severity::error);
    origin.warnings += count(chart->findings, severity::warning);
    if (!given.before.empty()) before = given.in.read_quietly({given.before});
  } else {
    given.in.write_findings({&read.findings});
  }
  origin.errors += count(read.findings, severity::error);
  origin.warnings += count(read.findings, severity::warning);

  given.in.stats().begin("measure");
  const missing_performer missing = missing_of(given.missing);
  if (given.rows.is_given()) {
    event_column performers = performers_of(read.log, mapped, level);  // before the log goes
    const auto from = std::make_shared<const levelled_log>(
        levelled_log{std::move(read.log), std::move(performers), missing});
    const result_table table = table_by(given.rows.by(), from);
    if (given.json) return print_with_rows(rows_head(given.rows.by(), origin), table);
    return given.rows.write(table);
  }
  const organisation* org = chart ? &chart->organisation : nullptr;
  log_findings found =
      given.of_log.findings(read, level, missing, std::move(mapped), org, given.decisions.options(),
                            before ? &before->organisation : nullptr);
  // The earlier time is laid beside the chart of before where there is one.
  log_findings found_earlier;
  earlier_findings beside;
  if (earlier) {
    beside = {&found_earlier, before ? &before->organisation : org};
    std::optional<mapped_log> then;
    if (org != nullptr) then = map_positions(earlier->log, *beside.org, map);
    found_earlier = given.of_log.findings(*earlier, level, missing, std::move(then), beside.org,
                                          given.decisions.options(), nullptr);
  }
  if (!given.calibrate.empty()) {
    calibration_options how;
    how.enough = given.enough;
    how.ending = given.ending;
    how.matter = given.of_log.matter();
    if (how.matter.empty() && org != nullptr && org->matters().size() == 1)
      how.matter = org->matters().front().code;
    found.calibrated = calibrate(read.log, how);
    const std::string table = calibrated_table(
        org == nullptr ? std::vector<matter>{} : org->matters(), *found.calibrated);
    output_file file(given.calibrate);
    file.write(table);
    file.commit();
  }
  given.in.stats().begin("print");
  if (given.json) return print(to_json(found, org, origin, beside));
  const event_column& performers = performers_of(read.log, found.mapped, level);
  print(log_text(found, org, hand_overs(read.log, performers, missing), performers, read.log,
                 file_name(given.log)));
  if (earlier)
    print("\n" + earlier_text(
                     found_earlier, found,
                     given.change.empty() ? file_name(given.log_before) : "before " + given.change,
                     given.change.empty() ? file_name(given.log) : "from then on"));
  if (!read.findings.empty()) print("\n" + log_findings_text(read.findings));
}

}  // namespace

void add_log(command_line app, int&) {
  const auto given = std::make_shared<log_command>();
  const command_line command = app.add_subcommand(
      "log",
      "What really happened: hand-overs, times and variants of an event log, beside the chart");
  command.reads(command
                    .add_option("LOG", given->log,
                                "event log: XES, a table of events (CSV), OCEL 2.0 (JSON, XML, "
                                "SQLite), each also packed by gzip; - is the standard input")
                    .required()
                    .type_name(""));
  command.reads(command
                    .add_option("FILE", given->chart,
                                "files of the chart, beside which the paths of the log are laid")
                    .type_name(""));
  command
      .add_option("--level", given->level,
                  "at which performers are told apart; position and unit are those of the chart")
      .one_of({"resource", "role", "group", "position", "unit"})
      .capture_default_str();
  command
      .add_option("--missing", given->missing,
                  "what becomes of events without performer: nobody is a performer, such events "
                  "are left out first, or only pairs count of which both are known")
      .one_of({"value", "left-out", "pairs-known"})
      .capture_default_str();
  command.add_option("--from", given->from, "only cases that begin on this day or later")
      .type_name("DAY");
  command.add_option("--until", given->until, "only cases that begin on this day or earlier")
      .type_name("DAY");
  given->of_log.add_reading(command, "");
  const std::string chart = "Beside the chart";
  given->of_log.add_chart(command, chart);
  command.reads(command
                    .add_option("--before", given->before,
                                "the chart before a change: steps by those who stood in the line "
                                "then are counted, and an earlier time is laid beside it")
                    .type_name("FILE")
                    .group(chart));
  const std::string two = "Before and after";
  command
      .add_option("--change", given->change,
                  "the day of a change: cases that begin earlier are told beside the others")
      .type_name("DAY")
      .group(two);
  command.reads(command
                    .add_option("--log-before", given->log_before,
                                "log of an earlier time, told beside LOG; read as LOG is")
                    .type_name("FILE")
                    .group(two));
  const option calibrates =
      command
          .add_option("--calibrate", given->calibrate,
                      "write volume, work and waiting of each matter to this file, as a table of "
                      "matters")
          .type_name("FILE")
          .group("Calibration");
  command.writes(calibrates);
  command
      .add_option("--ending", given->ending,
                  "activities that end a case, by a part of their name; cases that end otherwise "
                  "are open")
      .allow_extra_args(false)
      .type_name("TEXT")
      .needs(calibrates)
      .group("Calibration");
  command.add_option("--enough", given->enough, "of fewer cases or steps nothing is estimated")
      .within(std::size_t{2}, std::size_t{1'000'000})
      .needs(calibrates)
      .capture_default_str()
      .group("Calibration");
  given->in.add_options(command);
  given->decisions.add_to(command);
  const option json = command.add_flag("--json", given->json, "print the figures as JSON");
  given->rows.add_to(command, {"case", "activity", "hand-over", "performer", "variant", "year"},
                     "print instead a row for each case, activity, pair of performers, performer, "
                     "variant or year in which cases begin",
                     json);
  command.footer(
      "Examples:\n"
      "  pangkas log examples/travel-declarations/log.csv --level role --nobody UNDEFINED\n"
      "  pangkas log examples/travel-declarations/log.csv --level role --by year\n"
      "  pangkas log examples/travel-declarations/log.csv --level role --change 2018-01-01\n"
      "  pangkas log examples/travel-declarations/log.csv --map "
      "examples/travel-declarations/map.csv examples/travel-declarations/positions.csv --matters "
      "examples/travel-declarations/matters.csv --authority "
      "examples/travel-declarations/authority.csv");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli
