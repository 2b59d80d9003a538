// SPDX-License-Identifier: BSL-1.0
#include "browser.hpp"
#include "commands.hpp"
#include "decision_input.hpp"
#include "given_frontier.hpp"
#include "given_policy.hpp"
#include "input.hpp"
#include "integrity_input.hpp"
#include "log_input.hpp"
#include "number_text.hpp"
#include "scenario.hpp"
#include "simulation_input.hpp"
#include "stop_signals.hpp"
#include "streams.hpp"

#include <pangkas/core/finding_list.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/report/decision_times.hpp>
#include <pangkas/report/event_log.hpp>
#include <pangkas/report/html_report.hpp>
#include <pangkas/study/decision_times.hpp>
#include <pangkas/study/flattening_question.hpp>
#include <pangkas/study/measures.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

struct report_options {
  input in;
  decision_input decisions;
  given_policy policy;
  given_frontier frontier;
  integrity_input duties;
  bool simulates = false;
  simulation_input simulation;
  std::string log;
  log_input of_log;
  std::string out;
  std::string title;
  std::string language = "en";
  bool redact = false;
  bool pdf = false;
  std::string pdf_file;
};

report_change change_of(const report_options& given, const read_result& read,
                        loaded_policy loaded) {
  scenario played = play(read, loaded, given.decisions.options(), given.policy.layers());
  report_change change;
  change.kept_tops = std::move(played.result.tops);
  change.must_stay = played.result.must_stay;
  change.rules = std::move(loaded.rules);
  change.text = std::move(loaded.text);
  change.is_preset = !is_file_name(given.policy.name());
  change.after = std::move(played.result.after);
  change.changes = std::move(played.result.changes);
  change.found = std::move(played.found);
  change.found.before_evidence = named(change.found.before_evidence);
  change.found.after_evidence = named(change.found.after_evidence);
  return change;
}

report_frontier frontier_for(const report_options& given, const organisation& org,
                             std::optional<policy> rules, cap_range caps) {
  flattening_request request;
  request.rules = std::move(rules);
  request.decisions = given.decisions.options();
  return {request.objective, caps.first, caps.last,
          frontier(org, ask(org, request), caps.first, caps.last)};
}

/// Files that one section reads besides, and the evidence of it.
evidence with(const report_content& content, std::vector<input_file> more,
              const std::vector<finding>& findings = {}) {
  evidence tables;
  tables.inputs = std::move(more);
  evidence origin = content.origin;
  for (input_file& input : named(tables).inputs) origin.inputs.push_back(std::move(input));
  origin.errors += count(findings, severity::error);
  origin.warnings += count(findings, severity::warning);
  return origin;
}

/// Integrity as the page tells of it, where duties are given.
std::string integrity_of(const report_options& given, const read_result& read,
                         const report_content& content, std::vector<input_file>& inputs) {
  integrity_telling how;
  how.most = 500;
  const integrity_rules rules = given.duties.load_rules(how);
  const integrity_data data = given.duties.read(read.organisation, true, given.in.is_strict());
  inputs.insert(inputs.end(), data.inputs.begin(), data.inputs.end());
  integrity_options options;
  options.decisions = content.options;
  const evidence origin = with(content, data.inputs, data.findings);
  if (!content.change)
    return to_json(read.organisation, data.tables,
                   integrity(read.organisation, data.tables, rules, options), origin, how);
  simplification result;
  result.after = content.change->after;
  result.changes = content.change->changes;
  const integrity_change changed = integrity_change_of(read.organisation, &content.change->rules,
                                                       result, data.tables, rules, options);
  return to_json(read.organisation, changed, result, data.tables, *content.change->found.policy,
                 origin, how);
}

/// What decisions take in time, as the page tells of it.
std::string simulation_of(const report_options& given, const report_content& content,
                          std::vector<input_file>& inputs) {
  std::vector<input_file> calendar;
  const timing_options how =
      given.simulation.timing(given.decisions.options(), given.in.threads(), calendar);
  inputs.insert(inputs.end(), calendar.begin(), calendar.end());
  given.simulation.check(content.before, how);
  const timing_evidence told = given.simulation.told(how);
  const evidence origin = with(content, std::move(calendar));
  if (!content.change) return to_json(time_decisions(content.before, how), told, origin);
  return to_json(time_decisions(content.before, content.change->after, how), told, origin,
                 *content.change->found.policy);
}

/// What really happened, as the page tells of it: the log beside the organisation as it is.
std::string log_of(const report_options& given, report_content& content,
                   std::vector<input_file>& inputs) {
  std::vector<input_file> files;
  log_read read = given.of_log.read(given.log, given.in.threads(), true);
  if (read.input) files.push_back(*read.input);
  mapped_log mapped = given.of_log.mapped(read, given.of_log.read_map(&files), content.before);
  inputs.insert(inputs.end(), files.begin(), files.end());
  for (finding& f : read.findings) {
    f.file = file_name(f.file);
    content.findings.push_back(f);
  }
  const log_findings found =
      given.of_log.findings(read, log_level::position, missing_performer::left_out,
                            std::move(mapped), &content.before, given.decisions.options(), nullptr);
  return to_json(found, &content.before, with(content, std::move(files), read.findings));
}

/// The sections that are there if their data are given, each from the files that it reads besides.
void add_sections(const report_options& given, const read_result& read, report_content& content) {
  std::vector<input_file> inputs;
  if (given.duties.has_duties()) content.integrity = integrity_of(given, read, content, inputs);
  if (given.simulates) content.simulation = simulation_of(given, content, inputs);
  if (!given.log.empty()) content.log = log_of(given, content, inputs);
  content.origin = with(content, std::move(inputs));
}

report_content content_of(const report_options& given, const read_result& read,
                          std::optional<loaded_policy> loaded, std::optional<cap_range> caps) {
  report_content content;
  content.language = *parse_report_language(given.language);
  content.is_redacted = given.redact;
  content.origin = named(evidence_of(read));
  content.findings = read.findings;
  for (finding& f : content.findings)
    for (std::size_t i = 0; i < read.inputs.size(); ++i)
      if (f.file == read.inputs[i].file) {
        f.file = content.origin.inputs[i].file;
        break;
      }
  content.before = read.organisation;
  content.options = given.decisions.options();
  content.orphans_are_roots = given.in.orphans_are_roots();
  if (caps)
    content.frontier = frontier_for(given, read.organisation,
                                    loaded ? std::optional(loaded->rules) : std::nullopt, *caps);
  if (loaded) {
    content.options = options_of(loaded->rules, content.options);
    content.change = change_of(given, read, std::move(*loaded));
    add_sections(given, read, content);
    return content;
  }
  add_sections(given, read, content);
  content.decisions = follow_decisions(content.before, content.options);
  content.measured = content.decisions ? measure(content.before, content.decisions->found.all)
                                       : measure(content.before);
  return content;
}

std::string size_text(std::size_t bytes) {
  return bytes < 1'000'000 ? fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3)
                           : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string extent_text(const report_extent& extent) {
  const auto number = [](std::size_t n) { return grouped(static_cast<double>(n)); };
  const auto of = [&](std::size_t n, std::string_view noun) { return counted(number(n), noun); };
  const std::string posts =
      extent.shown == extent.total
          ? of(extent.total, "position")
          : fmt::format(
                "{} of {}, those with the most at and below them (all with {} or more) and what "
                "the "
                "paths below need; the others are counted at their nearest superior that is shown",
                number(extent.shown), of(extent.total, "position"),
                number(extent.smallest_subtree.value_or(0)));
  const std::string paths = extent.paths == extent.all_paths
                                ? of(extent.paths, "path")
                                : fmt::format("{} of {}, the longest and a spread of the others",
                                              number(extent.paths), of(extent.all_paths, "path"));
  const std::string steps = extent.most_steps
                                ? fmt::format(
                                      ", as many as {} allow; \"pangkas paths --from CODE\" prints "
                                      "any other",
                                      of(*extent.most_steps, "step"))
                                : "";
  return fmt::format("  shows {}\n  shows {}{}\n", posts, paths, steps);
}

/// FILE of --pdf, or the name of the page with another ending.
std::string pdf_name(const report_options& given) {
  if (!given.pdf_file.empty()) return given.pdf_file;
  if (given.out == "-")
    throw usage_error("--pdf",
                      "name the PDF, as in --pdf report.pdf, when the page goes "
                      "to the standard output");
  return std::filesystem::path(given.out).replace_extension(".pdf").string();
}

void run(const report_options& given) {
  // What is missing is said before the work begins.
  if (!has_report_page()) write_html_report({}, {}, [](std::string_view) {});
  std::optional<cap_range> caps;
  if (given.log.empty() != given.of_log.map().empty())
    throw usage_error(given.log.empty() ? "--map" : "--log",
                      given.log.empty()
                          ? "a map leads from an event log to positions; name the log (--log)"
                          : "name the map from performers to positions (--map)");
  if (given.frontier.is_given()) caps = given.frontier.range();
  const std::string browser = given.pdf ? find_browser() : std::string{};
  const std::string pdf_file = given.pdf ? pdf_name(given) : std::string{};
  std::optional<loaded_policy> loaded;
  if (!given.policy.name().empty()) loaded = given.policy.load();
  const read_result read = given.in.read(input_hashes::taken);
  given.policy.tell_missing_layers(read.organisation);

  std::string html;
  report_extent extent;
  {
    report_content content = content_of(given, read, std::move(loaded), caps);
    content.title =
        given.title.empty()
            ? report_title(content, std::filesystem::path(read.inputs.front().file).stem().string())
            : given.title;
    const report_document document = report_json(content);
    extent = document.extent;
    write_html_report(document, content, [&](std::string_view text) { html += text; });
  }
  const stop_signals signals;
  const auto fill = [&](output_file& file, const std::string& text) {
    signals.watch([&file](std::string_view piece) { file.write(piece); })(text);
  };
  output_file page(given.out);
  fill(page, html);
  std::size_t pdf_size = 0;
  if (given.pdf) {
    const std::string bytes = print_as_pdf(browser, html);
    pdf_size = bytes.size();
    output_file pdf(pdf_file);
    fill(pdf, bytes);
    pdf.commit();
  }
  page.commit();
  if (given.out == "-" || given.out == "/dev/stdout") return;
  print(
      fmt::format("Written to {}: {}\n{}", given.out, size_text(html.size()), extent_text(extent)));
  if (given.pdf) print(fmt::format("Printed to {}: {}\n", pdf_file, size_text(pdf_size)));
}

}  // namespace

void add_report(command_line app, int&) {
  const auto given = std::make_shared<report_options>();
  const command_line command = app.add_subcommand(
      "report", "One HTML page for people: the organisation, or before and after under a policy");
  given->in.add_to(command);
  given->decisions.add_to(command);
  given->policy.add_to(command);
  given->frontier.add_to(command);
  given->duties.add_to(command);
  const std::string time = "Days";
  const option simulates = command
                               .add_flag("--simulate", given->simulates,
                                         "tell what decisions take in days, as simulate does")
                               .group(time);
  given->simulation.add_to(command, time, simulates);
  const std::string log = "Event log";
  command.reads(command
                    .add_option("--log", given->log,
                                "event log: what really happened is laid beside the organisation, "
                                "as log does")
                    .type_name("FILE")
                    .group(log));
  given->of_log.add_reading(command, log);
  given->of_log.add_chart(command, log);
  command.writes(
      command.add_option("--out", given->out, "file to write the page to; - is the standard output")
          .required()
          .type_name("FILE"));
  command.add_option("--title", given->title, "title of the page, instead of the input's name")
      .type_name("TEXT");
  command.add_option("--lang", given->language, "language: id (Indonesian) or en (English)")
      .one_of({"id", "en"})
      .capture_default_str();
  command.add_flag("--redact", given->redact,
                   "replace codes, titles, units and all free texts by numbers, and withhold "
                   "groups of fewer than 3");
  const auto is_pdf = [](const std::string& name) {
    return name.empty() || name.ends_with(".pdf")
               ? std::string{}
               : "\"" + name +
                     "\" does not end in .pdf; write --pdf behind FILE..., or name the PDF";
  };
  const option pdf =
      command
          .add_option("--pdf", given->pdf_file,
                      "print the page as PDF too, with the Chromium that is installed; "
                      "beside the page if no name is given")
          .expected(0, 1)
          .type_name("[FILE]")
          .check(is_pdf);
  command.footer(
      "Examples:\n"
      "  pangkas report examples/uk-department-of-health-2013/senior.csv "
      "examples/uk-department-of-health-2013/junior.csv --policy delayer --layers 3 --lang en "
      "--out department.html\n"
      "  pangkas report examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv --lines "
      "examples/id-ministry/lines.csv --policy id-central-2021 --frontier 5..20 --out "
      "ministry.html");
  command.writes([given, pdf] {
    written_files files;
    if (pdf.count() > 0) files.names.push_back(pdf_name(*given));
    return files;
  });
  command.callback([given, pdf] {
    given->pdf = pdf.count() > 0;
    run(*given);
  });
}

}  // namespace pangkas::cli
