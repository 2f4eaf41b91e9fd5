import { count } from "https://counter.example/c.js";
