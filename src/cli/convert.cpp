// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "input.hpp"
#include "number_text.hpp"
#include "scenario.hpp"
#include "stop_signals.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/exports.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/position_table.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

/// The format that OUT asks for by its name, or --to.
std::string output_format(const std::string& out, const std::string& to) {
  if (!to.empty()) return to;
  for (const auto& [ending, format] :
       std::initializer_list<std::pair<const char*, const char*>>{{".json", "json"},
                                                                  {".csv", "table"},
                                                                  {".xlsx", "xlsx"},
                                                                  {".graphml", "graphml"},
                                                                  {".dot", "dot"},
                                                                  {".gv", "dot"},
                                                                  {".ttl", "turtle"}})
    if (out.ends_with(ending)) return format;
  throw output_error(fmt::format("\"{}\" ends in none of .json, .csv, .xlsx, .graphml, .dot and "
                                 ".ttl; name the format with --to",
                                 out),
                     out);
}

/// Says which columns of the tables are in nothing that is written.
void tell_lost_columns(const std::vector<table_account>& tables, const std::string& out,
                       bool with_holders) {
  constexpr std::size_t most = 12;
  for (const table_account& table : tables) {
    std::vector<std::string> lost;
    for (const column_account& column : table.columns)
      if ((column.read_as.empty() || (column.read_as == "holder" && !with_holders)) &&
          !column.heading.empty())
        lost.push_back(fmt::format("\"{}\"", column.heading));
    if (lost.empty()) continue;
    const std::size_t all = lost.size();
    if (all > most) lost.resize(most);
    complain(fmt::format("{} of {} {} not in {}: {}{}", counted(all, "column"), table.file,
                         agreeing(all, "is", "are"), out, fmt::join(lost, ", "),
                         all > most ? fmt::format(" and {} more", all - most) : ""));
  }
}

}  // namespace

void write_organisation(const organisation& org, const std::string& out, const std::string& to,
                        const csv_style& style) {
  const std::string format = output_format(out, to);
  const bool has_decisions = !org.matters().empty() || !org.parts().lines.empty() ||
                             !org.authorities().empty() || !org.steps().empty();
  const bool is_of_positions =
      format == "table" || format == "graphml" || format == "dot" || format == "turtle";
  if (is_of_positions && has_decisions)
    complain(fmt::format(
        "a {} holds no matters, lines, authorities and steps; {}, {}, {} and {} are not in {}. "
        "JSON "
        "keeps them; pangkas convert --to matters, lines, authority or steps writes a table of "
        "them.",
        format == "table" ? "position table" : "graph of positions",
        counted(org.matters().size(), "matter"), counted(org.parts().lines.size(), "line"),
        counted(org.authorities().size(), "authority"), counted(org.steps().size(), "step"), out));
  const auto write = [&](const text_sink& sink) {
    if (format == "json") return write_json(org, sink);
    if (format == "xlsx") return write_workbook(org, sink);
    if (format == "graphml") return write_graphml(org, sink);
    if (format == "dot") return write_dot(org, sink);
    if (format == "turtle") return write_turtle(org, sink);
    if (format == "matters") return write_matter_table(org, sink, style);
    if (format == "authority") return write_authority_table(org, sink, style);
    if (format == "lines") return write_line_table(org, sink, style);
    if (format == "steps") return write_step_table(org, sink, style);
    write_position_table(org, sink, style);
  };
  if (out == "-") return write([](std::string_view text) { print(text); });
  const stop_signals signals;
  output_file file(out);
  write(signals.watch([&](std::string_view text) { file.write(text); }));
  file.commit();
}

void add_convert(command_line app, int&) {
  struct options {
    input in;
    std::vector<std::string> files;
    std::string out;
    std::string instead = written_files().instead;
    std::string to;
    bool spreadsheet_safe = false;
  };
  const auto given = std::make_shared<options>();
  const command_line command = app.add_subcommand("convert", "Read one format, write another");
  command
      .add_option("FILE", given->files,
                  "files of one organisation; without --out the last name is that of the file to "
                  "write, if none of that name is there")
      .required()
      .type_name("");
  command
      .add_option(
          "--out", given->out,
          "file to write: .json, .csv, .xlsx, .graphml, .dot or .ttl; - is the standard output")
      .type_name("FILE");
  // Which name is written is known once all are.
  command.reads([given] {
    if (given->out.empty() && given->files.size() > 1) {
      given->out = given->files.back();
      given->files.pop_back();
      given->instead = "name the file to write with --out";
    }
    return given->files;
  });
  command.writes([given] { return written_files{{given->out}, given->instead}; });
  given->in.add_options(command);
  given->in.add_holders(command);
  command
      .add_option(
          "--to", given->to,
          "what to write: json, table (of the positions), matters, authority, lines, steps, xlsx, "
          "graphml, dot or turtle")
      .one_of({"json", "table", "matters", "authority", "lines", "steps", "xlsx", "graphml", "dot",
               "turtle"});
  add_spreadsheet_safe(command, given->spreadsheet_safe);
  command.footer(
      "Example:\n  pangkas convert examples/uk-department-of-health-2013/senior.csv "
      "examples/uk-department-of-health-2013/junior.csv --out health.json");
  command.callback([given] {
    if (given->out.empty()) throw usage_error("--out", "name the file to write");
    static_cast<void>(output_format(given->out, given->to));  // before the work, not after it
    const read_result read = given->in.read(given->files, input_hashes::unused);
    given->in.stats().begin("write");
    if (!read.findings.empty())
      complain(fmt::format("the data has findings ({}); pangkas check lists them",
                           counts_text(evidence_of(read))));
    if (const std::string format = output_format(given->out, given->to);
        format == "table" || format == "json")
      tell_lost_columns(read.tables, given->out, given->in.keeps_holders());
    write_organisation(read.organisation, given->out, given->to,
                       {.spreadsheet_safe = given->spreadsheet_safe});
  });
}

}  // namespace pangkas::cli
