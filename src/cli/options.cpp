// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include "streams.hpp"

#include <pangkas/core/suggestion.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::cli {

std::size_t option::count() const { return of_->count(); }

std::vector<std::string> option::values() const { return of_->results(); }

option option::required() const { return option(*of_->required()); }

option option::type_name(const std::string& name) const { return option(*of_->type_name(name)); }

option option::group(const std::string& name) const { return option(*of_->group(name)); }

option option::capture_default_str() const { return option(*of_->capture_default_str()); }

option option::delimiter(char between) const { return option(*of_->delimiter(between)); }

option option::expected(int count) const { return option(*of_->expected(count)); }

option option::expected(int least, int most) const { return option(*of_->expected(least, most)); }

option option::allow_extra_args(bool allowed) const {
  return option(*of_->allow_extra_args(allowed));
}

option option::needs(option other) const { return option(*of_->needs(other.of_)); }

option option::excludes(option other) const { return option(*of_->excludes(other.of_)); }

option option::one_of(const std::vector<std::string>& words) const {
  return option(*of_->check(CLI::IsMember(words)));
}

// A number that is none is neither below nor above any limit.
option option::finite() const {
  return check([](const std::string& text) {
    double value = 0;
    const bool is_finite = !CLI::detail::lexical_cast(text, value) || std::isfinite(value);
    return is_finite ? std::string() : fmt::format("\"{}\" is no number to reckon with", text);
  });
}

option option::positive() const { return option(*of_->check(CLI::PositiveNumber)).finite(); }

template <class Number>
option option::within(Number least, Number most) const {
  return option(*of_->check(CLI::Range(least, most))).finite();
}

template option option::within(std::size_t, std::size_t) const;
template option option::within(double, double) const;

option option::check(const std::function<std::string(const std::string&)>& fault) const {
  return option(*of_->check(CLI::Validator(fault, "", "")));
}

command_line command_line::add_subcommand(const std::string& name, const std::string& what) const {
  return command_line(*app_->add_subcommand(name, what), facts_);
}

template <class Value>
option command_line::add_option(const std::string& name, Value& value,
                                const std::string& what) const {
  return option(*app_->add_option(name, value, what));
}

template option command_line::add_option(const std::string&, std::string&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, double&, const std::string&) const;
// What std::size_t and std::uint64_t are, wherever that is.
template option command_line::add_option(const std::string&, unsigned&, const std::string&) const;
template option command_line::add_option(const std::string&, unsigned long&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, unsigned long long&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::optional<std::size_t>&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::optional<double>&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::vector<std::string>&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::vector<std::size_t>&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::vector<double>&,
                                         const std::string&) const;

option command_line::add_flag(const std::string& name, bool& given, const std::string& what) const {
  return option(*app_->add_flag(name, given, what));
}

void command_line::reads(option files) const {
  reads([files] { return files.values(); });
}

void command_line::writes(option file) const {
  writes([file] { return written_files{file.values()}; });
}

void command_line::reads(call_files::read_names names) const {
  facts_->files[app_].reads(std::move(names));
}

void command_line::writes(call_files::written_names names) const {
  call_files& files = facts_->files[app_];
  if (!files.is_writing())
    app_->add_flag("--force", files.is_forced(),
                   "replace files that are there; without it nothing is overwritten");
  files.writes(std::move(names));
}

void command_line::suggest(option of, std::vector<std::string> names) const {
  facts_->suggested[of.of_] = std::move(names);
}

void command_line::footer(const std::string& text) const { app_->footer(text); }

namespace {

/// What an option takes as --help has it: "FILE", "TEXT:{json,table}", "UINT:UINT in [0 - 9]".
std::pair<std::string, std::vector<std::string>> taken_by(const CLI::Option& of) {
  if (!of.get_positional() && of.get_items_expected_max() == 0) return {};
  const std::string type = of.get_type_name();
  std::string kind = type.substr(0, type.find(':'));
  if (kind == "UINT" || kind == "FLOAT") kind = "NUMBER";
  std::vector<std::string> values;
  const std::size_t open = type.find('{');
  if (open != std::string::npos) {
    values = CLI::detail::split(type.substr(open + 1, type.find('}', open) - open - 1), ',');
    kind = fmt::format("{}", fmt::join(values, "|"));
  }
  return {std::move(kind), std::move(values)};
}

}  // namespace

command_description command_line::describe() const {
  command_description all{app_->get_name(), app_->get_description(), app_->get_footer(), {}, {}};
  for (const CLI::Option* each : app_->get_options()) {
    option_description of;
    for (const std::string& name : each->get_snames()) of.names.push_back("-" + name);
    for (const std::string& name : each->get_lnames()) of.names.push_back("--" + name);
    if (each->get_positional()) of.names = {each->get_name(true, false)};
    of.what = each->get_description();
    if (each->get_group() != app_->get_help_ptr()->get_group()) of.group = each->get_group();
    std::tie(of.takes, of.values) = taken_by(*each);
    if (const auto at = facts_->suggested.find(each); at != facts_->suggested.end())
      of.values = at->second;
    of.is_required = each->get_required();
    of.may_repeat = each->get_items_expected_max() > 1;
    all.options.push_back(std::move(of));
  }
  std::stable_partition(all.options.begin(), all.options.end(),
                        [](const option_description& of) { return of.is_positional(); });
  for (const CLI::App* each : app_->get_subcommands([](const CLI::App*) { return true; }))
    all.commands.push_back(command_line(*const_cast<CLI::App*>(each), facts_).describe());
  return all;
}

void command_line::callback(const std::function<void()>& run) const {
  app_->callback([facts = facts_, app = app_, run] {
    facts->files[app].check();
    run();
  });
}

program::program(const std::string& name, const std::string& what, const std::string& version)
    : app_(std::make_unique<CLI::App>(what)) {
  app_->name(name);
  app_->set_version_flag("--version", name + " " + version);
  app_->require_subcommand(1);
  app_->failure_message(CLI::FailureMessage::help);
}

program::~program() = default;

namespace {

/// What was typed that no command takes, with what it was probably meant to be; empty if nothing
/// was. CLI11 tells of it only where nothing else is missing.
std::string misspelt(const CLI::App& app) {
  const auto is_option = [](const std::string& word) {
    return word.size() > 1 && word.front() == '-';
  };
  const auto every = [](const CLI::App*) { return true; };
  for (std::string word : app.remaining()) {
    if (word == "--") break;
    if (is_option(word)) {
      word = word.substr(0, word.find('='));
      std::vector<std::string> known;
      for (const CLI::Option* each : app.get_options())
        for (const std::string& name : each->get_lnames()) known.push_back("--" + name);
      return fmt::format("{} has no option {}{}", app.get_name(), word, did_you_mean(word, known));
    }
    if (app.get_subcommands(every).empty()) continue;
    std::vector<std::string> known;
    for (const CLI::App* each : app.get_subcommands(every)) known.push_back(each->get_name());
    const std::string meant = did_you_mean(word, known);
    return fmt::format(
        "there is no command \"{}\"{}", word,
        meant.empty() ? fmt::format("; the commands are {}", fmt::join(known, ", ")) : meant);
  }
  for (const CLI::App* command : app.get_subcommands())
    if (std::string of_it = misspelt(*command); !of_it.empty()) return of_it;
  return {};
}

}  // namespace

bool program::run(int argc, char** argv) {
  const auto refuse = [](const std::string& why) {
    complain(why);
    say("Try: pangkas --help, or pangkas COMMAND --help\n");
    return false;
  };
  try {
    app_->parse(argc, argv);
    return true;
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) {
      app_->exit(e);
      return true;
    }
    const std::string slip = misspelt(*app_);
    return refuse(slip.empty() ? e.what() : slip);
  } catch (const usage_error& e) {
    return refuse(e.what());
  }
}

}  // namespace pangkas::cli
