// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of the library, to be compiled once: in one file of a program that links no
/// library of ours (target pangkas::headers), or by pangkas::pangkas.
///
/// Where it is forgotten the linker misses functions of pangkas; in two files of a program, or
/// beside pangkas::pangkas, it finds them twice.
#pragma once

#include <pangkas/core/src.hpp>
#include <pangkas/decisions/src.hpp>
#include <pangkas/graph/src.hpp>
#include <pangkas/integrity/src.hpp>
#include <pangkas/metrics/src.hpp>
#include <pangkas/optimise/src.hpp>
#include <pangkas/process/src.hpp>
#include <pangkas/simplify/src.hpp>
#include <pangkas/simulate/src.hpp>
#include <pangkas/study/src.hpp>
