// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include "streams.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <optional>
#include <string>

namespace pangkas::cli {

std::size_t option::count() const { return of_->count(); }

option option::required() const { return option(*of_->required()); }

option option::type_name(const std::string& name) const { return option(*of_->type_name(name)); }

option option::group(const std::string& name) const { return option(*of_->group(name)); }

option option::capture_default_str() const { return option(*of_->capture_default_str()); }

option option::delimiter(char between) const { return option(*of_->delimiter(between)); }

option option::expected(int count) const { return option(*of_->expected(count)); }

option option::expected(int least, int most) const { return option(*of_->expected(least, most)); }

option option::at_least(int count) const {
  return expected(count, CLI::detail::expected_max_vector_size);
}

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
  return command_line(*app_->add_subcommand(name, what));
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
template option command_line::add_option(const std::string&, std::vector<std::string>&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::vector<std::size_t>&,
                                         const std::string&) const;
template option command_line::add_option(const std::string&, std::vector<double>&,
                                         const std::string&) const;

option command_line::add_flag(const std::string& name, bool& given, const std::string& what) const {
  return option(*app_->add_flag(name, given, what));
}

void command_line::footer(const std::string& text) const { app_->footer(text); }

void command_line::callback(const std::function<void()>& run) const { app_->callback(run); }

program::program(const std::string& name, const std::string& what, const std::string& version)
    : app_(std::make_unique<CLI::App>(what)) {
  app_->name(name);
  app_->set_version_flag("--version", name + " " + version);
  app_->require_subcommand(1);
  app_->failure_message(CLI::FailureMessage::help);
}

program::~program() = default;

bool program::run(int argc, char** argv) {
  const auto refuse = [](const char* why) {
    complain(why);
    say("Try: pangkas --help, or pangkas COMMAND --help\n");
    return false;
  };
  try {
    app_->parse(argc, argv);
    return true;
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() != 0) return refuse(e.what());
    app_->exit(e);
    return true;
  } catch (const usage_error& e) {
    return refuse(e.what());
  }
}

}  // namespace pangkas::cli
